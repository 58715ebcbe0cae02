import type { TaskList } from 'graphile-worker';
import type { Env } from '../../schema/contracts/env.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import type { Logger } from '../logger.ts';
import { counted, keepRunning } from '../outbox/keep-running.ts';
import type { Signer } from '../ports/signer.ts';
import { openLicenceSigner } from '../signing/licence-signer.ts';
import { issueDocument } from './issue-document.ts';
import type { Press } from './issue-document.ts';
import { drawPreview } from './preview.ts';
import { openDrawingPool } from './render/pool.ts';

/** Documents under way at once: one is drawn while others are signed and stored. Other jobs have a runner of their own and never wait for these. */
const concurrency = 4;

/** Issues the documents that steps have numbered, and draws previews, until stopped. `store` is another than the disk in tests. */
export async function startPress(
  env: Env,
  database: Connection,
  signer: Signer,
  logger: Logger,
  store: Press['store'] = new ContentStore(env.DATA_DIR),
) {
  const pool = openDrawingPool();
  const press: Press = {
    db: database.db,
    pool,
    signer,
    licenceSigner: openLicenceSigner(env),
    store,
    publicUrl: env.PUBLIC_URL,
    now: () => new Date(),
  };
  const taskList: TaskList = {
    renderDocument: counted('renderDocument', async (payload) => {
      const { documentId } = payload as { documentId: string };
      const outcome = await issueDocument(press, documentId);
      if (outcome === 'failed') logger.warn({ documentId }, 'document not issued; tried again later');
      else if (outcome === 'issued') logger.info({ documentId }, 'document issued');
    }),
    previewDocument: counted('previewDocument', async (payload) => drawPreview(press, (payload as { previewId: string }).previewId)),
  };
  const runner = await keepRunning({ connectionString: env.DATABASE_URL, concurrency, taskList }, logger);
  return {
    stop: async () => {
      await runner.stop();
      await pool.close();
    },
  };
}
