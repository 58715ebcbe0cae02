import { generateKeyPair, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { Signer } from '../ports/signer.ts';
import { signCms } from './cms.ts';
import type { SealingKey } from './cms.ts';
import { keepFirst } from './keep-first.ts';
import { readP12 } from './read-p12.ts';

/** The demo's keys are worth nothing: their password is no secret. */
export const demoPassword = 'demo';

const years = { authority: 10, seal: 3 };
const newKey = promisify(generateKeyPair);

/**
 * A certificate authority of the demo, in a folder: made once, it issues each agency a P12 the first time that it signs. What it signs
 * verifies like a real seal, except that nobody trusts its root. `nameOf` gives an agency's name by its id.
 */
export function openDemoSigner(folder: string, nameOf: (organisationId: string) => Promise<string>): Signer {
  const keys = new Map<string, Promise<SealingKey>>();
  const keyFor = async (organisationId: string): Promise<SealingKey> => {
    const file = path.join(folder, `${organisationId}.p12`);
    const known = await keyIn(file);
    if (known) return known;
    const authority = await authorityIn(folder);
    await keepFirst(file, await issue(authority, `${await nameOf(organisationId)} 电子印章`));
    const made = await keyIn(file);
    if (!made) throw new Error(`${file} was not made`);
    return made;
  };
  return {
    sign: async (bytes, organisationId) => {
      const key = keys.get(organisationId) ?? keyFor(organisationId);
      keys.set(organisationId, key);
      try {
        return await signCms(bytes, await key);
      } catch (error) {
        keys.delete(organisationId);
        throw error;
      }
    },
  };
}

/** Null when there is none, or one that has expired: another is issued then. */
async function keyIn(file: string): Promise<SealingKey | null> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return null;
  try {
    return readP12(bytes, demoPassword, file);
  } catch {
    await rm(file, { force: true });
    return null;
  }
}

interface Authority {
  key: forge.pki.rsa.PrivateKey;
  certificate: forge.pki.Certificate;
}

async function authorityIn(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'authority.pem');
  const read = (pem: string): Authority => ({
    key: forge.pki.privateKeyFromPem(pem),
    // The library reads the first block only.
    certificate: forge.pki.certificateFromPem(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))),
  });
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return read(kept);
  const made = await rsaKey();
  const certificate = newCertificate(made.publicKey, '示例电子印章根证书', years.authority);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(made.key, forge.md.sha256.create());
  await keepFirst(file, Buffer.from(`${forge.pki.privateKeyToPem(made.key)}${forge.pki.certificateToPem(certificate)}`));
  return read(await readFile(file, 'utf8'));
}

/** A P12 with a key of its own, in the name of `subject`. */
async function issue(authority: Authority, subject: string): Promise<Buffer> {
  const { key, publicKey } = await rsaKey();
  const certificate = newCertificate(publicKey, subject, years.seal);
  // What the library has read it would encode a second time.
  certificate.setIssuer(
    authority.certificate.subject.attributes.map((one) => ({ ...one, value: forge.util.decodeUtf8(String(one.value)) })),
  );
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: authority.certificate.generateSubjectKeyIdentifier().getBytes() },
  ]);
  certificate.sign(authority.key, forge.md.sha256.create());
  const container = forge.pkcs12.toPkcs12Asn1(key, [certificate, authority.certificate], demoPassword, { algorithm: 'aes256' });
  return Buffer.from(forge.asn1.toDer(container).getBytes(), 'binary');
}

async function rsaKey(): Promise<{ key: forge.pki.rsa.PrivateKey; publicKey: forge.pki.rsa.PublicKey }> {
  const { privateKey } = await newKey('rsa', { modulusLength: 2048 });
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  return { key, publicKey: forge.pki.rsa.setPublicKey(key.n, key.e) };
}

function newCertificate(publicKey: forge.pki.rsa.PublicKey, subject: string, validYears: number): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // A leading zero keeps the number positive (X.690).
  certificate.serialNumber = `00${randomBytes(15).toString('hex')}`;
  const now = new Date();
  certificate.validity.notBefore = new Date(now.getTime() - 60 * 60_000);
  certificate.validity.notAfter = new Date(now);
  certificate.validity.notAfter.setUTCFullYear(now.getUTCFullYear() + validYears);
  const utf8 = (name: string, value: string) => ({ name, value, valueTagClass: forge.asn1.Type.UTF8 });
  certificate.setSubject([
    utf8('commonName', subject),
    utf8('organizationName', '示例，仅供演示'),
    { name: 'countryName', value: 'CN' },
  ] as forge.pki.CertificateField[]);
  return certificate;
}
