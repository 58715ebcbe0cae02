import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { CaseNumber } from '../../../schema/contracts/values.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { requirePerson } from '../../plugins/guard.ts';
import { streamLimit, trackLimit } from '../../plugins/limits.ts';
import type { Services } from '../../services.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import { findCase } from '../cases/repo.ts';
import type { Tracking } from '../cases/track.ts';
import { idleMs } from '../session/lifetime.ts';
import { findSession } from '../session/repo.ts';
import { EventHub } from './hub.ts';

const TrackQuery = z.object({ caseNumber: z.string().max(60), queryCode: z.string().max(20) });

/** Opens a stream of server-sent events; the helpers' headers go with it. */
function openStream(reply: FastifyReply) {
  reply.hijack();
  const stream = reply.raw;
  const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' };
  // Its line ends with it: kept for another request it would keep the process from stopping.
  stream.writeHead(200, { ...headers, 'x-accel-buffering': 'no', connection: 'close' } as Record<string, string>);
  stream.flushHeaders();
  return stream;
}

/** Live updates to open pages: an event for each step of a case, with sign-in or with the query code. */
export function eventModule(app: FastifyInstance, services: Services, tracking: Tracking, metrics: Registry): void {
  const { database, now } = services;
  const hub = new EventHub(database);
  const listeners: Gauge = new Gauge({
    name: 'api_event_listeners',
    help: 'Open event streams.',
    registers: [metrics],
    collect: () => {
      listeners.set(hub.size);
    },
  });
  // Before the server waits for open requests to end: these would not end by themselves.
  app.addHook('preClose', () => hub.close());

  const isStillAllowed = async (request: FastifyRequest, caseNumber: string): Promise<boolean> => {
    const session = request.session && (await findSession(database.db, request.session.tokenHash, now(), idleMs));
    const found = session?.user && (await findCase(database.db, caseNumber));
    return Boolean(found && session.user && may(session.user, 'case.read', objectOf(found)));
  };

  app.get('/api/cases/:caseNumber/events', { schema: { hide: true }, config: { rateLimit: streamLimit } }, async (request, reply) => {
    const user = requirePerson(request, 'case.read');
    const caseNumber = CaseNumber.safeParse((request.params as { caseNumber: string }).caseNumber);
    if (!caseNumber.success) throw new Refusal('case-not-found');
    await requireCase(database.db, user, caseNumber.data);
    const stream = openStream(reply);
    const stillMay = () => isStillAllowed(request, caseNumber.data);
    await hub.add({ caseNumber: caseNumber.data, stream, stillMay }).catch(() => stream.end());
  });

  app.get('/api/track/events', { schema: { hide: true }, config: { rateLimit: trackLimit } }, async (request, reply) => {
    const asked = TrackQuery.safeParse(request.query);
    if (!asked.success) throw new Refusal('query-code-wrong');
    const found = await tracking.find(asked.data);
    const stream = openStream(reply);
    await hub.add({ caseNumber: found.row.caseNumber, stream, stillMay: async () => true }).catch(() => stream.end());
  });
}
