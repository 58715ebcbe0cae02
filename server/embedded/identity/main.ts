import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { z } from 'zod';
import { createIdentityProvider } from './provider.ts';

const Env = z.object({ PORT: z.coerce.number(), ISSUER: z.url(), PUBLIC_URL: z.url(), CLIENT_SECRET: z.string(), DATA_DIR: z.string() });

/** The signing key, made once and kept, so that tokens outlive a restart. */
async function signingKey(file: string): Promise<JWK> {
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return JSON.parse(kept) as JWK;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'embedded-1' };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}

const env = Env.parse(process.env);
const key = await signingKey(path.join(env.DATA_DIR, 'identity', 'key.json'));
const provider = createIdentityProvider({ issuer: env.ISSUER, publicUrl: env.PUBLIC_URL, clientSecret: env.CLIENT_SECRET, key });
const server = provider.listen(env.PORT, '127.0.0.1');
process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
