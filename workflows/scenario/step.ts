import type { Event, Operation } from '../engine/types.ts';
import { stepSchema, type ScenarioStep } from './scenario.ts';

export interface StepError {
  code: string;
  message: string;
}

/** What a step asks for: an event for the engine, or that time passes. */
export type Asked = { event: Event } | { advance: string } | { error: StepError };

/** Reads one step of a scenario. */
export function readStep(written: unknown): Asked {
  const parsed = stepSchema.safeParse(written);
  if (!parsed.success)
    return { error: { code: 'invalid-step', message: 'The step is none of complete, advance, message, signal, start, operate.' } };
  const step = parsed.data;
  if ('complete' in step)
    return { event: { kind: 'taskCompleted', task: { element: step.complete }, by: step.by, variables: step.variables } };
  if ('advance' in step) return { advance: step.advance };
  if ('message' in step) {
    const key = step.correlationKey === undefined ? {} : { correlationKey: step.correlationKey };
    return { event: { kind: 'messageArrived', name: step.message, ...key, variables: step.variables } };
  }
  if ('signal' in step) return { event: { kind: 'signalArrived', name: step.signal, variables: step.variables } };
  if ('start' in step) return { event: { kind: 'started', process: step.start, variables: step.variables } };
  const operation = readOperation(step);
  if (!operation)
    return { error: { code: 'invalid-operation', message: `“${step.operate}” is no operation, or something it needs is missing.` } };
  const task = step.task === undefined ? {} : { task: { element: step.task } };
  return { event: { kind: 'operation', operation, ...task, by: step.by } };
}

function readOperation(step: Extract<ScenarioStep, { operate: string }>): Operation | undefined {
  const { operate, to, users, position, resubmit, reason } = step;
  const one = Array.isArray(to) ? to[0] : to;
  switch (operate) {
    case 'transfer':
    case 'delegate':
    case 'assign':
      return one === undefined ? undefined : { name: operate, to: one };
    case 'addSigner':
      return users && position ? { name: operate, users, position } : undefined;
    case 'removeSigner':
      return users && { name: operate, users };
    case 'return':
      return one === undefined ? undefined : { name: operate, to: one, ...(resubmit ? { resubmit } : {}) };
    case 'recall':
    case 'suspend':
    case 'resume':
      return { name: operate };
    case 'terminate':
      return { name: operate, reason };
    case 'urge':
    case 'copy':
      return { name: operate, ...(to === undefined ? {} : { to }) };
    default:
      return undefined;
  }
}
