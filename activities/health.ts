import { createServer } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';
import type { Env } from '../schema/contracts/env.ts';
import type { Connection } from '../schema/db/connect.ts';

/** `/healthz` (alive), `/readyz` (polling, and the database answers), `/metrics` (Prometheus) on WORKER_PORT. */
export async function startHealth(env: Env, database: Connection) {
  collectDefaultMetrics({ labels: { part: 'worker' } });
  let polling = false;
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = 'text/plain') => response.writeHead(status, { 'content-type': type }).end(body);
    if (request.url === '/healthz') return void answer(200, 'ok');
    if (request.url === '/metrics') return void register.metrics().then((text) => answer(200, text, register.contentType));
    if (request.url !== '/readyz') return void answer(404, 'not found');
    if (!polling) return void answer(503, 'starting');
    database.sql`select 1`.then(
      () => answer(200, 'ready'),
      () => answer(503, 'database'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.WORKER_PORT, env.HOST, resolve);
  });
  return {
    ready: () => {
      polling = true;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
