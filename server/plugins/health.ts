import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';

const patienceMs = 3_000;

/** Whether a part answers in time. */
async function answers(question: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
  const asked = question.then(
    (answer) => answer !== false,
    () => false,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/**
 * `/healthz`: the process runs. `/readyz`: it can serve; each part by name. Without the database it cannot (503); without
 * Temporal it still takes submissions, which start later, so it stays ready and says so. While draining it is not ready.
 */
export function serveHealth(app: FastifyInstance, { database, cases }: Services, isDraining: () => boolean): void {
  app.get('/healthz', { schema: { hide: true }, logLevel: 'warn' }, () => ({ status: 'up' }));
  app.get('/readyz', { schema: { hide: true }, logLevel: 'warn' }, async (_, reply) => {
    const [db, temporal] = await Promise.all([answers(database.db.execute(sql`select 1`)), answers(cases.isReady())]);
    const ready = db && !isDraining();
    return reply.code(ready ? 200 : 503).send({ ready, draining: isDraining(), database: db, temporal });
  });
}
