import { z } from 'zod';
import { isCreditCode } from '../rules/codes/credit-code.ts';
import { expertFields, tieKinds } from '../rules/experts.ts';
import { route } from './route.ts';
import { Instant, page, PageQuery } from './values.ts';

const Body = z.object({ id: z.string(), name: z.string() });

const Tie = z.object({
  kind: z.enum(tieKinds),
  name: z.string().trim().min(1).max(200),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => isCreditCode(code), 'invalid-credit-code'),
});

/** What of an expert is kept by hand. */
const Facts = z.object({
  organisationId: z.string().max(60),
  fields: z.array(z.enum(expertFields)).min(1),
  workplace: z.string().trim().max(200),
  ties: z.array(Tie).max(30),
});

/** 专家库: somebody who is drawn for panels, or was until they retired. */
export const PooledExpert = Facts.extend({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  organisationName: z.string(),
  addedAt: Instant,
  retiredAt: Instant.nullable(),
  revision: z.number().int(),
});
export type PooledExpert = z.infer<typeof PooledExpert>;

/** A change of the pool: which facts it changed, by whom and why. */
export const ExpertChange = z.object({
  revision: z.number().int(),
  kind: z.enum(['added', 'changed', 'retired', 'restored']),
  changed: z.array(z.enum(['organisation', 'fields', 'workplace', 'ties'])),
  reason: z.string(),
  by: z.string(),
  at: Instant,
});
export type ExpertChange = z.infer<typeof ExpertChange>;

const reason = z.string().trim().min(1).max(1000);
const params = z.object({ expertId: z.string().max(60) });
const revision = z.number().int();

export const expertPoolRoutes = {
  list: route({
    method: 'GET',
    path: '/api/experts',
    summary: '专家库: the experts of the bodies I supervise, the newest first',
    action: 'expert-pool.read',
    query: PageQuery.extend({
      query: z.string().trim().max(100).optional(),
      field: z.enum(expertFields).optional(),
      state: z.enum(['active', 'retired']).default('active'),
    }),
    response: page(PooledExpert),
  }),
  bodies: route({
    method: 'GET',
    path: '/api/expert-bodies',
    summary: 'The bodies whose experts I keep',
    action: 'expert-pool.write',
    response: z.array(Body),
  }),
  changes: route({
    method: 'GET',
    path: '/api/experts/:expertId/changes',
    summary: 'Every change of one expert of the pool, the last one first',
    action: 'expert-pool.read',
    params,
    query: PageQuery,
    response: page(ExpertChange),
  }),
  add: route({
    method: 'POST',
    path: '/api/experts',
    summary: 'Take somebody into the pool, by the account they sign in with',
    action: 'expert-pool.write',
    body: Facts.extend({
      login: z
        .string()
        .trim()
        .regex(/^[\w.@-]{2,60}$/),
      name: z.string().trim().min(1).max(60),
      reason,
    }),
    response: PooledExpert,
    errors: ['expert-known', 'expert-login-taken'],
  }),
  change: route({
    method: 'PUT',
    path: '/api/experts/:expertId',
    summary: 'Change an expert’s body, fields, workplace and ties; `revision` is the one that was seen',
    action: 'expert-pool.write',
    params,
    body: Facts.extend({ reason, revision }),
    response: PooledExpert,
    errors: ['stale-revision'],
  }),
  setState: route({
    method: 'PUT',
    path: '/api/experts/:expertId/state',
    summary: 'Retire an expert from the pool, or take them back: who has retired is drawn no more and stays on earlier panels',
    action: 'expert-pool.write',
    params,
    body: z.object({ retired: z.boolean(), reason, revision }),
    response: PooledExpert,
    errors: ['stale-revision'],
  }),
};
