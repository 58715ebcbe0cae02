import type { FastifyRequest } from 'fastify';
import { mayEver } from '../../schema/rules/permissions.ts';
import type { Action } from '../../schema/rules/actions.ts';
import { Refusal } from '../errors.ts';
import type { SignedIn } from '../modules/session/signed-in.ts';
import { isSameToken } from '../modules/session/tokens.ts';

/** Who asks. Refuses with `not-signed-in`, or `not-allowed` when no object of that action could ever be theirs. */
export function requirePerson(request: FastifyRequest, action: Action): SignedIn {
  const user = request.session?.user;
  if (!user) throw new Refusal('not-signed-in');
  if (!mayEver(user, action)) throw new Refusal('not-allowed');
  return user;
}

/**
 * A write must come from our own page: it repeats the session's token in a header that other sites can't set, and the
 * browser doesn't say that it comes from elsewhere. Refuses with `csrf-failed`.
 */
export function requireOwnPage(request: FastifyRequest): void {
  const token = request.headers['x-csrf-token'];
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site') throw new Refusal('csrf-failed');
  if (typeof token !== 'string' || !request.session || !isSameToken(token, request.session.csrfToken)) throw new Refusal('csrf-failed');
}

/** The key under which a write is done once. Refuses with `bad-request` when it is missing or out of shape. */
export function requireKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(key)) {
    const message = 'the header idempotency-key is required: 8 to 128 visible ASCII characters';
    throw new Refusal('bad-request', {}, [{ path: 'idempotency-key', code: 'required', params: { message } }]);
  }
  return key;
}
