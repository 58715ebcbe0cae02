import { ActivityFailure, ApplicationFailure, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities, Earlier, Recorded, Step } from '../messages.ts';

const local = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '2s',
  retry: { maximumAttempts: 3, initialInterval: '100ms', maximumInterval: '1s' },
});

const durable = proxyActivities<CaseActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

const services = proxyActivities<CaseActivities>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '1s', maximumInterval: '10m', maximumAttempts: 20 },
});

/**
 * Records one step: a local activity costs one history event. When the database stays away for longer than a few
 * seconds it becomes an ordinary activity, so that an outage does not hold the Update slots of the worker.
 */
export async function record(step: Step): Promise<Recorded | Earlier> {
  try {
    return await local.record(step);
  } catch {
    // Nothing in a case cancels a record, so whatever it failed with, the ordinary activity goes on trying.
    return durable.record(step);
  }
}

export type Performed = { result: Record<string, unknown> | null } | { error: string; message: string } | { failure: string };

/** A service task's work. A failure of type `bpmn:CODE` is the BPMN error CODE; any other ends in an incident after its retries. */
export async function perform(call: Parameters<CaseActivities['perform']>[0]): Promise<Performed> {
  try {
    return { result: await services.perform(call) };
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : error;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof ApplicationFailure && cause.type?.startsWith('bpmn:')) return { error: cause.type.slice(5), message };
    return { failure: message };
  }
}
