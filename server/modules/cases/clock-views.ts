import { ClockView } from '../../../schema/contracts/cases.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import type { StoredClock } from '../../../schema/rules/stored-clock.ts';
import type { Program } from '../../../schema/process/program.ts';
import { stageClock } from '../../../workflows/clock/case-clocks.ts';
import { deadline } from '../../../workflows/clock/deadline.ts';
import type { CaseTask } from './repo.ts';

const order: readonly ClockView['name'][] = ClockView.shape.name.options;
const isName = (name: string): name is ClockView['name'] => (order as readonly string[]).includes(name);

/** Those of a vote opened together have one limit. */
const once = (tasks: CaseTask[]): CaseTask[] => {
  const keyOf = ({ task }: CaseTask) => `${task.element} ${task.openedAt.toISOString()}`;
  return tasks.filter((one, n) => tasks.findIndex((other) => keyOf(other) === keyOf(one)) === n);
};

/** The case's clocks as people read them, and one for each open task that has a limit of its own. */
export function clockViews(
  clocks: Record<string, StoredClock>,
  tasks: CaseTask[],
  program: Program,
  calendar: Calendar,
  now: Date,
): ClockView[] {
  const stored = Object.entries(clocks).flatMap(([name, clock]) => (isName(name) ? [viewOf(name, clock, calendar, now)] : []));
  const ofTasks = once(tasks.filter(({ task }) => task.open)).flatMap(({ task }) => {
    const node = program.nodes[task.element];
    const limit = node?.type === 'userTask' ? node.limit : undefined;
    if (!limit) return [];
    const clock = stageClock(clocks, limit, task.openedAt.toISOString(), task.stage);
    return [viewOf(task.role === 'applicant' ? 'correction' : 'stage', clock, calendar, now)];
  });
  return [...stored, ...ofTasks].filter((view) => view !== null).toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function viewOf(name: ClockView['name'], clock: StoredClock, calendar: Calendar, now: Date): ClockView | null {
  const { limit, start, events } = clock;
  const answer = deadline({ calendar, limit, start, events, now: now.toISOString() }, events.length);
  if ('refused' in answer) return null;
  const { due, provisional, state, total, used, remaining, overdue, explanation, segments } = answer;
  return { name, due, provisional, state, total, used, remaining, overdue, unit: limit.unit, explanation, segments };
}
