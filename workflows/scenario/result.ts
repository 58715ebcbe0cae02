import { openTasks, variablesOf, waitingOf } from '../engine/inspect.ts';
import { isoAt } from '../engine/time.ts';
import type { State } from '../engine/types.ts';

export type RunStatus = 'running' | 'completed' | 'terminated' | 'failed';

/** The result of a run; the contract of the scenario command. */
export interface ScenarioResult {
  status: RunStatus;
  ended: string[];
  open: { element: string; assignees: string[]; due: string | null }[];
  waiting: { element: string; kind: string }[];
  path: string[];
  variables: Record<string, unknown>;
  services: string[];
  instances: { process: string; status: RunStatus }[];
  incidents: { element: string; code: string; message: string }[];
  failure?: { element: string; code: string };
  at: string;
}

/** What is gathered from the engine's commands while a run goes on. */
export interface Trace {
  path: string[];
  ended: string[];
  services: string[];
}

/** The result as it stands; `now` is epoch milliseconds, `offset` minutes east of UTC. */
export function resultOf(state: State, trace: Trace, now: number, offset: number): ScenarioResult {
  const status = statusOf(state);
  const over = status === 'completed' || status === 'terminated';
  return {
    status,
    ended: trace.ended,
    open: over
      ? []
      : openTasks(state).map(({ element, assignee }) => ({ element, assignees: assignee === null ? [] : [assignee], due: null })),
    waiting: over ? [] : waitingOf(state).map(({ element, kind }) => ({ element, kind })),
    path: trace.path,
    variables: variablesOf(state),
    services: trace.services,
    instances: Object.values(state.instances).map(({ id, process, status: own }) => ({
      process,
      status: own === 'running' && Object.values(state.incidents).some((one) => one.instance === id) ? 'failed' : own,
    })),
    incidents: Object.values(state.incidents).map(({ element, code, message }) => ({ element, code, message })),
    ...(state.failure ? { failure: state.failure } : {}),
    at: isoAt(now, offset),
  };
}

function statusOf(state: State): RunStatus {
  if (state.status === 'created') return 'running';
  return state.status === 'running' && Object.keys(state.incidents).length > 0 ? 'failed' : state.status;
}
