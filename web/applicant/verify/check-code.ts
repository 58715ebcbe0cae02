import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceCheck } from '../../../schema/contracts/licence-checks.ts';
import { keysPath, LicenceKeys, verifyCode } from '../../../schema/licences/code.ts';
import type { LicenceClaims } from '../../../schema/licences/code.ts';
import { ApiError, asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';

/** What a page can say of a code: what the register says, or without a network what its signature says. */
export type Checked =
  | { kind: 'register'; check: LicenceCheck }
  | { kind: 'signature'; claims: LicenceClaims; at: string }
  | { kind: 'notGenuine'; at: string };

/** Asks the register; without a network the signature is verified here, with the keys that were published. Throws ApiError. */
export async function checkCode(code: string, signal: AbortSignal): Promise<Checked> {
  try {
    return { kind: 'register', check: await call(routes.licenceChecks.check, { body: { code } }, { signal }) };
  } catch (error) {
    if (signal.aborted || !isAway(error)) throw error;
    return bySignature(code, error);
  }
}

/** Nothing came back, or only that the other side is down. */
const isAway = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 502);

async function bySignature(code: string, away: unknown): Promise<Checked> {
  if (!globalThis.isSecureContext) throw asApiError(away);
  const answer = await fetch(keysPath).catch(() => null);
  const keys = LicenceKeys.safeParse(await answer?.json().catch(() => null));
  if (!keys.success || keys.data.keys.length === 0) throw asApiError(away);
  const claims = await verifyCode(code, keys.data.keys);
  const at = new Date().toISOString();
  return claims ? { kind: 'signature', claims, at } : { kind: 'notGenuine', at };
}
