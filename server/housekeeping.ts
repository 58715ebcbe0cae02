import type { FastifyInstance } from 'fastify';
import { removeExpiredDrafts } from './modules/drafts/repo.ts';
import { ContentStore } from '../schema/files/content-store.ts';
import { unusedHashes } from './modules/files/repo.ts';
import { removeExpiredSessions } from './modules/session/repo.ts';
import { removeOldWrites } from './plugins/idempotency.ts';
import type { Services } from './services.ts';

const day = 24 * 60 * 60_000;
const hour = 60 * 60_000;
/** An expired draft can still be asked for so long, and is told apart from one that never was. */
const expiredDraftsKept = 30 * day;

/** Clears what has had its time: sessions, keys, drafts, uploads never finished, bytes that no file names. */
export async function cleanUp(services: Services, removeExpiredUploads: () => Promise<unknown>): Promise<void> {
  const { db } = services.database;
  const now = services.now();
  await removeExpiredSessions(db, now);
  await removeOldWrites(db, now);
  await removeExpiredDrafts(db, new Date(now.getTime() - expiredDraftsKept));
  await removeExpiredUploads();
  const contents = new ContentStore(services.env.DATA_DIR);
  // A day's grace: the row of an upload that is just being taken comes after its bytes.
  for await (const hashes of contents.olderThan(new Date(now.getTime() - day))) {
    for (const hash of await unusedHashes(db, hashes)) await contents.remove(hash);
  }
}

/** Cleans up once an hour while the app runs. */
export function keepHouse(app: FastifyInstance, services: Services, removeExpiredUploads: () => Promise<unknown>): void {
  const timer = setInterval(() => {
    cleanUp(services, removeExpiredUploads).catch((error: unknown) => app.log.warn({ err: error }, 'not cleaned up'));
  }, hour);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}
