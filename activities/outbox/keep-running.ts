import { EventEmitter } from 'node:events';
import { Logger as JobLogger, run } from 'graphile-worker';
import type { Runner, RunnerOptions, WorkerEvents } from 'graphile-worker';
import type { Logger } from '../logger.ts';
import { outboxJobs } from '../metrics.ts';
import { PoolPulse } from './pool-pulse.ts';

/**
 * A job's end is written through the queue's batches (of one turn): their failure stops the runner, which is started again here.
 * Unbatched, the queue drops that promise, and a database that goes away between a job and its end would end the process.
 */
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** Pause before a runner is started again after it fell, ms. */
const pause = 2_000;

/** How often pools of workers that are gone are looked for, ms. */
const everyBeat = 10_000;

interface Options extends Pick<RunnerOptions, 'concurrency' | 'taskList' | 'crontab'> {
  connectionString: string;
  beat?: number;
}

/**
 * Runs jobs of the queue until stopped; a runner that falls (the database was away) is started again,
 * and jobs that a killed worker had begun are given back.
 */
export async function keepRunning({ beat = everyBeat, ...options }: Options, logger: Logger): Promise<{ stop: () => Promise<void> }> {
  const events: WorkerEvents = new EventEmitter();
  const pulse = new PoolPulse(options.connectionString, beat);
  const complain = (error: unknown): void => logger.warn({ error: String(error) }, 'the pulse of the outbox was not shown');
  events.on('pool:create', ({ workerPool }) => void pulse.add(workerPool.id).catch(complain));
  const start = () => run({ ...options, preset, events, noHandleSignals: true, pollInterval: 1000, logger: jobLogger(logger) });
  let runner = await start();
  let isStopping = false;
  const keep = (current: Runner): void => {
    const fell = (error?: unknown): void => {
      if (isStopping) return;
      logger.error({ error: String(error) }, 'the outbox fell; starting it again');
      setTimeout(() => void again(), pause);
    };
    // A pool that broke resolves the runner's promise as an orderly stop does.
    current.promise.then(() => fell(), fell);
  };
  const again = async (): Promise<void> => {
    if (isStopping) return;
    try {
      await pulse.fall();
      runner = await start();
      keep(runner);
    } catch (error) {
      logger.warn({ error: String(error) }, 'the outbox does not start');
      setTimeout(() => void again(), pause);
    }
  };
  keep(runner);
  const check = async (): Promise<void> => {
    const pools = await pulse.check();
    if (pools.length > 0) logger.warn({ pools }, 'jobs of workers that are gone are given back');
  };
  const beating = setInterval(() => void check().catch(complain), beat);
  return {
    stop: async () => {
      isStopping = true;
      clearInterval(beating);
      await runner.stop().catch(() => {});
      await pulse.close();
    },
  };
}

/** A job that is counted by its task and outcome. */
export const counted =
  <Helpers>(task: string, work: (payload: unknown, helpers: Helpers) => Promise<void>) =>
  async (payload: unknown, helpers: Helpers): Promise<void> => {
    try {
      await work(payload, helpers);
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
