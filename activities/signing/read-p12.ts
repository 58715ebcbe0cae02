import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { SigningFault } from '../ports/signer.ts';
import type { KeyType, SealingKey } from './cms.ts';

/**
 * A key and its certificates out of a P12 file (PKCS#12), old encryptions included. Throws SigningFault with the file's name and what is
 * wrong: no P12, another password, no key, a certificate that is not the key's, has expired or is not valid yet.
 */
export function readP12(bytes: Uint8Array, password: string, name: string, now: Date = new Date()): SealingKey {
  const { keys, certificates } = bagsOf(bytes, password, name);
  const [key] = keys;
  if (!key) throw new SigningFault(`${name} holds no private key.`);
  const type = key.asymmetricKeyType;
  if (type !== 'rsa' && type !== 'ec')
    throw new SigningFault(`${name} holds a key of type ${type}; RSA and elliptic curves are supported.`);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (!own) throw new SigningFault(`${name} holds no certificate of its key.`);
  if (new Date(own.validTo) < now)
    throw new SigningFault(`The certificate in ${name} expired on ${new Date(own.validTo).toISOString().slice(0, 10)}.`);
  if (new Date(own.validFrom) > now)
    throw new SigningFault(`The certificate in ${name} is not valid before ${new Date(own.validFrom).toISOString().slice(0, 10)}.`);
  return { chain: chainOf(own, certificates).map((one) => one.raw), type, signBytes: (data) => signWith(key, type, data) };
}

function bagsOf(bytes: Uint8Array, password: string, name: string): { keys: KeyObject[]; certificates: X509Certificate[] } {
  let container: forge.pkcs12.Pkcs12Pfx;
  try {
    const der = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')));
    container = forge.pkcs12.pkcs12FromAsn1(der, password);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|MAC/i.test(message)) throw new SigningFault(`The password of ${name} is wrong (SIGNER_P12_PASSWORD).`);
    throw new SigningFault(`${name} is not a P12 file, or is damaged: ${message}`);
  }
  const bags = container.safeContents.flatMap(({ safeBags }) => safeBags);
  return {
    keys: bags.filter(({ type }) => type === forge.pki.oids.pkcs8ShroudedKeyBag || type === forge.pki.oids.keyBag).map(keyOf),
    certificates: bags.filter(({ type }) => type === forge.pki.oids.certBag).map(certificateOf),
  };
}

/** The library reads RSA itself, and leaves other keys as they are encoded (PKCS#8). */
function keyOf(bag: forge.pkcs12.Bag): KeyObject {
  if (bag.key) return createPrivateKey(forge.pki.privateKeyToPem(bag.key));
  return createPrivateKey({ key: derOf(bag.asn1), format: 'der', type: 'pkcs8' });
}

const certificateOf = (bag: forge.pkcs12.Bag): X509Certificate =>
  new X509Certificate(derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1));

const derOf = (node: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(node).getBytes(), 'binary');

/** From the signer's certificate up to the highest issuer that is at hand. */
function chainOf(own: X509Certificate, certificates: X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let at = own; ;) {
    const issuer = certificates.find((one) => !chain.includes(one) && at.checkIssued(one));
    if (!issuer) return chain;
    chain.push(issuer);
    at = issuer;
  }
}

/** Off the event loop: the library's threads sign. */
const signWith = (key: KeyObject, type: KeyType, data: Uint8Array): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const how = type === 'ec' ? { key, dsaEncoding: 'der' as const } : key;
    sign('sha256', data, how, (error, signature) => (error ? reject(error) : resolve(signature)));
  });
