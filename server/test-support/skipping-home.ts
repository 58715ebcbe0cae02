import { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'drizzle-orm';
import { openApi } from './api-home.ts';
import { until } from './case-home.ts';
import { signIn } from './visitor.ts';
import { startWorker } from './worker-process.ts';

/** The API, the time-skipping Temporal server and a worker process, all three of them in one time, which passes at will. */
export async function openSkippingHome() {
  const program = process.env.TEST_TEMPORAL_SERVER;
  if (!program) throw new Error('TEST_TEMPORAL_SERVER is not set: run the integration tests with npm run integration');
  const temporal = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: program } } });
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const home = await openApi({ TEMPORAL_ADDRESS: temporal.address }, { now });
  const worker = await startWorker(home.env, { canMoveClock: true });
  return {
    ...home,
    now,
    /** Lets time pass to a moment; one that lies behind is passed already. Sessions end with it. */
    passTo: async (moment: Date) => {
      const left = moment.getTime() - (await temporal.currentTimeMs());
      if (left > 0) await temporal.sleep(left);
      ahead = (await temporal.currentTimeMs()) - Date.now();
      await worker.moveClock(ahead);
    },
    /** The worker's sweep, as it runs every minute; resolves when it is done. */
    sweep: async () => {
      await home.db.execute(sql`select graphile_worker.add_job('sweep', '{}'::json, job_key => 'a-sweep-of-the-test')`);
      await until(
        () => home.db.execute(sql`select 1 from graphile_worker.jobs where key = 'a-sweep-of-the-test'`),
        (left) => left.length === 0,
      );
    },
    as: (userId: string) => signIn(home.app, home.db, home.env, userId, now()),
    close: async () => {
      await worker.stop('SIGKILL');
      await home.close();
      await temporal.teardown();
    },
  };
}
export type SkippingHome = Awaited<ReturnType<typeof openSkippingHome>>;
