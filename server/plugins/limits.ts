import rateLimit from '@fastify/rate-limit';
import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Env } from '../../schema/contracts/env.ts';
import { Refusal } from '../errors.ts';

const timeWindow = '1 minute';

/** Sign-in, by address: an office shares one. */
export const signInLimit: RateLimitOptions = { max: 60, timeWindow };
/** Tracking without sign-in, by address: codes are not to be guessed. */
export const trackLimit: RateLimitOptions = { max: 30, timeWindow };
/** Licences verified, by address: a counter with a queue before it, not a crawler. */
export const checkLimit: RateLimitOptions = { max: 60, timeWindow };
/** Streams opened, by address: a page opens one, and again when its line breaks. */
export const streamLimit: RateLimitOptions = { max: 600, timeWindow };
/** Writes, by person. */
export const writeLimit = (env: Env): RateLimitOptions => ({
  max: env.WRITES_PER_MINUTE,
  timeWindow,
  keyGenerator: (request) => request.session?.user?.id ?? request.ip,
});

/** Limits are set route by route; one that is passed answers `too-many-requests` with `retry-after` in seconds. */
export async function limitRates(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) => new Refusal('too-many-requests', { seconds: Math.ceil(ttl / 1000) }),
  });
}
