import { Counter, Histogram } from 'prom-client';
import { withoutValues } from './record/failure.ts';

/** Steps recorded, by what caused them, and how long their transaction took. */
export const stepSeconds = new Histogram({
  name: 'approval_step_seconds',
  help: 'Time to record one step of a case, in seconds',
  labelNames: ['cause'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
});

export const stepFailures = new Counter({ name: 'approval_step_failures_total', help: 'Attempts to record a step that failed' });

export const outboxJobs = new Counter({
  name: 'approval_outbox_jobs_total',
  help: 'Outbox jobs run, by task and outcome',
  labelNames: ['task', 'outcome'],
});

/** Counts and times an attempt to record a step. */
export async function measured<T>(cause: string, work: () => Promise<T>): Promise<T> {
  const end = stepSeconds.startTimer({ cause });
  try {
    return await work();
  } catch (error) {
    stepFailures.inc();
    throw withoutValues(error);
  } finally {
    end();
  }
}
