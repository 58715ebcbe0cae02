import { Logger as JobLogger, run } from 'graphile-worker';
import type { Runner, RunnerOptions } from 'graphile-worker';
import type { Logger } from '../logger.ts';
import { outboxJobs } from '../metrics.ts';

/** Pause before a runner is started again after it fell, ms. */
const pause = 2_000;

/** Runs jobs of the queue until stopped; a runner that falls (the database was away) is started again. */
export async function keepRunning(
  options: Pick<RunnerOptions, 'connectionString' | 'concurrency' | 'taskList' | 'crontab'>,
  logger: Logger,
): Promise<{ stop: () => Promise<void> }> {
  const start = () => run({ ...options, noHandleSignals: true, pollInterval: 1000, logger: jobLogger(logger) });
  let runner = await start();
  let isStopping = false;
  const keep = (current: Runner): void => {
    current.promise.catch((error: unknown) => {
      if (isStopping) return;
      logger.error({ error: String(error) }, 'the outbox fell; starting it again');
      setTimeout(() => void again(), pause);
    });
  };
  const again = async (): Promise<void> => {
    if (isStopping) return;
    try {
      runner = await start();
      keep(runner);
    } catch (error) {
      logger.warn({ error: String(error) }, 'the outbox does not start');
      setTimeout(() => void again(), pause);
    }
  };
  keep(runner);
  return {
    stop: async () => {
      isStopping = true;
      await runner.stop().catch(() => {});
    },
  };
}

/** A job that is counted by its task and outcome. */
export const counted =
  (task: string, work: (payload: unknown) => Promise<void>) =>
  async (payload: unknown): Promise<void> => {
    try {
      await work(payload);
      outboxJobs.inc({ task, outcome: 'done' });
    } catch (error) {
      outboxJobs.inc({ task, outcome: 'failed' });
      throw error;
    }
  };

/** The queue's own lines in our JSON; what it says of each job is told by the jobs themselves. */
const jobLogger = (logger: Logger): JobLogger =>
  new JobLogger((scope) => (level, message) => {
    if (level === 'error') logger.error({ ...scope }, message);
    else if (level === 'warning') logger.warn({ ...scope }, message);
    else logger.debug({ ...scope }, message);
  });
