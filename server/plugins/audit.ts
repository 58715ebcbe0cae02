import type { FastifyInstance } from 'fastify';
import { audit } from '../../schema/db/tables/index.ts';
import type { Action } from '../../schema/rules/actions.ts';
import type { Services } from '../services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by a route whose use is written down: who does what; `object` where the address does not say to what. */
    act: { userId: string | null; action: Action | 'session.begin'; object?: string } | null;
    /** The code of the refusal it was answered with; `done` when there was none. */
    outcome: string;
  }
}

/** Writes down who did what from where, and how it ended (等保 2.0: kept for the audit administrator at least six months). */
export function auditActs(app: FastifyInstance, { database, now }: Services): void {
  app.decorateRequest('act', null);
  app.decorateRequest('outcome', 'done');
  // After the answer has gone: nobody waits for it.
  app.addHook('onResponse', async (request) => {
    if (!request.act) return;
    const { userId, action } = request.act;
    const object = (request.act.object ?? request.url.split('?')[0]!).slice(0, 300);
    const row = { at: now(), userId, action, object, outcome: request.outcome, address: request.ip, requestId: request.id };
    await database.db
      .insert(audit)
      .values(row)
      .catch((error: unknown) => request.log.error({ err: error, ...row }, 'an act was not written down'));
  });
}
