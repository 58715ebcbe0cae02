import { constants, createPrivateKey, privateEncrypt, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import forge from 'node-forge';
import { ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '../../schema/contracts/env.ts';
import { SigningFault } from '../ports/signer.ts';
import { openDemoSigner } from './demo-authority.ts';
import { openSigner } from './open-signer.ts';
import { readP12 } from './read-p12.ts';
import { createRemoteSigner } from './remote-signer.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const data = Buffer.from('some bytes of a paper');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'approval-signing-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Verifies a CMS signature's own signature over its attributes, with the certificate in it. */
function isSigned(cms: Uint8Array): boolean {
  const content = ContentInfo.fromBER(new Uint8Array(cms).buffer);
  const signed = new SignedData({ schema: content.content });
  const [info] = signed.signerInfos;
  const [certificate] = signed.certificates!;
  const attributes = Buffer.from(info!.signedAttrs!.toSchema().toBER());
  attributes[0] = 0x31;
  const publicKey = new X509Certificate(Buffer.from(certificate!.toSchema().toBER())).publicKey;
  return verify('sha256', attributes, publicKey, Buffer.from(info!.signature.valueBlock.valueHexView));
}

describe('a P12 file', () => {
  test.each([
    ['elliptic.p12', 'ec'],
    ['old-encryption.p12', 'rsa'],
  ])('%s is read, whatever it is encrypted with', (name, type) => {
    expect(readP12(fixture(name), 'test', name)).toMatchObject({ type, chain: [expect.any(Uint8Array) as Uint8Array] });
  });

  test.each([
    ['another password', () => readP12(fixture('elliptic.p12'), 'wrong', 'seal.p12'), /password of seal\.p12 is wrong/],
    ['bytes that are none', () => readP12(Buffer.from('not a key store'), 'x', 'seal.p12'), /seal\.p12 is not a P12 file/],
    [
      'half a file',
      () => readP12(fixture('elliptic.p12').subarray(0, 500), 'test', 'seal.p12'),
      /seal\.p12 is not a P12 file, or is damaged/,
    ],
    [
      'an expired certificate',
      () => readP12(fixture('elliptic.p12'), 'test', 'seal.p12', new Date('2200-01-01')),
      /seal\.p12 expired on 2126-/,
    ],
    [
      'one not valid yet',
      () => readP12(fixture('elliptic.p12'), 'test', 'seal.p12', new Date('2020-01-01')),
      /seal\.p12 is not valid before/,
    ],
  ])('with %s is refused in a sentence', (_, read, message) => {
    expect(read).toThrow(SigningFault);
    expect(read).toThrow(message);
  });
});

describe('the signer that the environment names', () => {
  const given = (values: Record<string, string>) =>
    readEnv({
      DATABASE_URL: 'postgres://localhost/x',
      OIDC_ISSUER: 'http://localhost:1',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'x',
      DATA_DIR: folder,
      PUBLIC_URL: 'http://localhost:1',
      SESSION_SECRET: 'x'.repeat(32),
      ...values,
    });
  const open = (values: Record<string, string>) => openSigner(given(values), async (id) => id);

  test('signs with one file for all, or with one for each agency', async () => {
    const file = path.join(folder, 'one.p12');
    writeFileSync(file, fixture('elliptic.p12'));
    const single = await open({ SIGNER_P12: file, SIGNER_P12_PASSWORD: 'test' });
    expect(isSigned(await single.sign(data, 'yuelu'))).toBe(true);
    const seals = mkdtempSync(path.join(folder, 'seals-'));
    writeFileSync(path.join(seals, 'yuelu.p12'), fixture('old-encryption.p12'));
    const many = await open({ SIGNER_P12: seals, SIGNER_P12_PASSWORD: 'test' });
    expect(isSigned(await many.sign(data, 'yuelu'))).toBe(true);
    await expect(many.sign(data, 'hunan')).rejects.toThrow(/holds no key of hunan/);
  });

  test.each([
    ['none', {}, /set SIGNER_P12/],
    ['a file that is not there', { SIGNER_P12: '/nowhere/seal.p12' }, /can't be read/],
    ['a service without a credential', { SIGNER_URL: 'https://sign.example.cn/csc/v2' }, /SIGNER_CREDENTIAL/],
  ])('%s is told at start', async (_, values, message) => {
    await expect(open(values)).rejects.toThrow(message);
  });
});

test('the demo’s authority gives each agency one certificate, however many ask at once', async () => {
  const home = path.join(folder, 'demo');
  const names = ['岳麓局', '湖南局'];
  const signers = [1, 2].map(() => openDemoSigner(home, async (id) => (id === 'yuelu' ? names[0]! : names[1]!)));
  const made = await Promise.all(signers.flatMap((signer) => ['yuelu', 'hunan', 'yuelu'].map((id) => signer.sign(data, id))));
  expect(made.every(isSigned)).toBe(true);
  const subjects = ['yuelu', 'hunan'].map(
    (id) => new X509Certificate(readP12(readFileSync(path.join(home, `${id}.p12`)), 'demo', id).chain[0]!),
  );
  expect(subjects.map((one) => one.subject)).toEqual(names.map((name) => expect.stringContaining(`${name} 电子印章`) as string));
  const authority = new X509Certificate(readFileSync(path.join(home, 'authority.pem'), 'utf8').replace(/^[\s\S]*?(?=-----BEGIN CERT)/, ''));
  expect(subjects.every((one) => one.checkIssued(authority) && one.verify(authority.publicKey))).toBe(true);
});

/** SHA-256 in front of its hash, as PKCS#1 v1.5 signs it (RFC 8017 §9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** A signing service as the CSC API describes it: it holds a key, gives its chain, and signs one hash at a time. */
async function openService(status: (path: string) => number = () => 200) {
  const [certificate] = readP12(fixture('old-encryption.p12'), 'test', 'x').chain;
  const key = keyIn(fixture('old-encryption.p12'), 'test');
  const asked: { path: string; body: Record<string, unknown>; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const at = request.url ?? '';
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      asked.push({ path: at, body, authorization: request.headers.authorization });
      response.writeHead(status(at), { 'content-type': 'application/json' });
      const hash = Buffer.from((body.hashes as string[] | undefined)?.[0] ?? '', 'base64');
      const answer = at.endsWith('/credentials/info')
        ? { cert: { certificates: [Buffer.from(certificate!).toString('base64')] } }
        : {
            signatures: [
              privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([digestInfo, hash])).toString('base64'),
            ],
          };
      response.end(JSON.stringify(status(at) === 200 ? answer : { error: 'access_denied' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`, asked, close: () => server.close() };
}

function keyIn(p12: Buffer, password: string): KeyObject {
  const container = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(p12.toString('binary')), password);
  const bags = container.safeContents.flatMap(({ safeBags }) => safeBags);
  return createPrivateKey(forge.pki.privateKeyToPem(bags.find(({ key }) => key)!.key!));
}

describe('a signing service', () => {
  test('signs: it is sent hashes and never the paper', async () => {
    const service = await openService();
    const signer = createRemoteSigner({ url: service.url, token: 'secret', credential: 'seal-{organisation}' });
    expect(isSigned(await signer.sign(data, 'yuelu'))).toBe(true);
    expect(service.asked[0]).toMatchObject({
      path: '/csc/v2/credentials/info',
      body: { credentialID: 'seal-yuelu', certificates: 'chain' },
      authorization: 'Bearer secret',
    });
    expect(service.asked[1]).toMatchObject({
      path: '/csc/v2/signatures/signHash',
      body: { signAlgo: '1.2.840.113549.1.1.11', hashAlgorithmOID: '2.16.840.1.101.3.4.2.1' },
    });
    expect(JSON.stringify(service.asked)).not.toContain(data.toString('base64'));
    service.close();
  });

  test('that refuses is told in a sentence', async () => {
    const service = await openService((at) => (at.endsWith('/credentials/info') ? 200 : 403));
    const signer = createRemoteSigner({ url: service.url, token: undefined, credential: 'x' });
    await expect(signer.sign(data, 'yuelu')).rejects.toThrow(/refused signatures\/signHash with 403/);
    service.close();
  });
});
