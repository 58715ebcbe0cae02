import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '../../schema/contracts/env.ts';
import type { LicenceKey } from '../../schema/licences/code.ts';
import type { LicenceSigner } from '../ports/licence-signer.ts';
import { SigningFault } from '../ports/signer.ts';
import { keepFirst } from './keep-first.ts';

/**
 * Signs with the P-256 key in LICENCE_KEY (PEM); a demo makes one of its own in DATA_DIR/signing. It is read when it is first needed, so that
 * a worker without one still issues every other paper.
 */
export function openLicenceSigner(env: Env): LicenceSigner {
  let opened: Promise<KeyObject> | null = null;
  const secret = (): Promise<KeyObject> => {
    opened ??= open(env).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  return {
    key: async () => publicKey(await secret()),
    sign: async (bytes) => new Uint8Array(sign('sha256', bytes, { key: await secret(), dsaEncoding: 'ieee-p1363' })),
  };
}

async function open(env: Env): Promise<KeyObject> {
  if (env.LICENCE_KEY !== undefined) return read(env.LICENCE_KEY);
  if (!env.SIGNER_DEMO)
    throw new SigningFault("Licences' QR codes can't be signed: set LICENCE_KEY to a PEM file with a P-256 private key.");
  const file = path.join(env.DATA_DIR, 'signing', 'licence-key.pem');
  const known = await readFile(file).catch(() => null);
  if (!known) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await keepFirst(file, Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  }
  return read(file);
}

async function read(file: string): Promise<KeyObject> {
  const pem = await readFile(file).catch(() => {
    throw new SigningFault(`LICENCE_KEY is ${file}, which can't be read.`);
  });
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new SigningFault(`${file} holds no private key.`);
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new SigningFault(`The key in ${file} is not one of P-256.`);
  return key;
}

/** Its id is the beginning of its thumbprint (RFC 7638), so that it is told from every other. */
function publicKey(secret: KeyObject): LicenceKey {
  const { x, y } = createPublicKey(secret).export({ format: 'jwk' }) as { x: string; y: string };
  const thumbprint = createHash('sha256')
    .update(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }))
    .digest('base64url');
  return { kty: 'EC', crv: 'P-256', x, y, kid: thumbprint.slice(0, 8), alg: 'ES256', use: 'sig' };
}
