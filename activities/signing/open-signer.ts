import path from 'node:path';
import type { Env } from '../../schema/contracts/env.ts';
import { SigningFault } from '../ports/signer.ts';
import type { Signer } from '../ports/signer.ts';
import { openDemoSigner } from './demo-authority.ts';
import { openP12Signer } from './p12-signer.ts';
import { createRemoteSigner } from './remote-signer.ts';

/** The signer that the environment names. Throws SigningFault where it names none, or one that can't be used. */
export async function openSigner(env: Env, nameOf: (organisationId: string) => Promise<string>): Promise<Signer> {
  if (env.SIGNER_URL !== undefined) {
    if (env.SIGNER_CREDENTIAL === undefined)
      throw new SigningFault('SIGNER_URL is set, so SIGNER_CREDENTIAL has to name the credential that signs.');
    return createRemoteSigner({ url: env.SIGNER_URL, token: env.SIGNER_TOKEN, credential: env.SIGNER_CREDENTIAL });
  }
  if (env.SIGNER_P12 !== undefined) return openP12Signer(env.SIGNER_P12, env.SIGNER_P12_PASSWORD);
  if (env.SIGNER_DEMO) return openDemoSigner(path.join(env.DATA_DIR, 'signing'), nameOf);
  throw new SigningFault(
    "Documents can't be signed: set SIGNER_P12 (and SIGNER_P12_PASSWORD) or SIGNER_URL; SIGNER_DEMO=true signs with a key that nobody trusts.",
  );
}
