import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { dayOfMs, endOfDay } from '../clock/day.ts';
import { addWorkdays } from '../clock/workdays.ts';
import { openTasks, variablesOf, waitingOf } from '../engine/inspect.ts';
import { isoAt } from '../engine/time.ts';
import type { State, Task } from '../engine/types.ts';

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
  /** Who was not asked again (`approval:sameApprover`); only where that happened. */
  passedOver?: { element: string; user: string }[];
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
  passedOver: { element: string; user: string }[];
}

/** When the result is taken: epoch milliseconds, minutes east of UTC, and the calendar that limits are counted on. */
export interface Moment {
  now: number;
  offset: number;
  calendar: Calendar;
}

/** The result as it stands. */
export function resultOf(state: State, trace: Trace, moment: Moment): ScenarioResult {
  return {
    status: statusOf(state),
    ended: trace.ended,
    // Of every instance of the run: another one may go on when the first is over.
    open: openTasks(state).map((task) => openTask(task, moment)),
    waiting: waitingOf(state).map(({ element, kind }) => ({ element, kind })),
    path: trace.path,
    variables: variablesOf(state),
    services: trace.services,
    ...(trace.passedOver.length > 0 ? { passedOver: trace.passedOver } : {}),
    instances: Object.values(state.instances).map(({ id, process, status: own }) => ({
      process,
      status: own === 'running' && Object.values(state.incidents).some((one) => one.instance === id) ? 'failed' : own,
    })),
    incidents: Object.values(state.incidents).map(({ element, code, message }) => ({ element, code, message })),
    ...(state.failure ? { failure: state.failure } : {}),
    at: isoAt(moment.now, moment.offset),
  };
}

function statusOf(state: State): RunStatus {
  if (state.status !== 'created' && state.status !== 'running') return state.status;
  return Object.keys(state.incidents).length > 0 ? 'failed' : 'running';
}

function openTask(task: Task, moment: Moment): ScenarioResult['open'][number] {
  return { element: task.element, assignees: task.assignee === null ? [] : [task.assignee], due: dueOf(task, moment) };
}

/** The end of the last day of the task's own limit (`approval:limit`); the day it was opened is not counted. */
function dueOf({ limit, openedAt }: Task, { offset, calendar }: Moment): string | null {
  if (!limit) return null;
  if (limit.unit === 'workday') return addWorkdays(calendar, isoAt(openedAt, offset), limit.n);
  return endOfDay(dayOfMs(openedAt) + limit.n);
}
