import { dueByName, stageDue } from '../clock/case-clocks.ts';
import type { State } from '../engine/types.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import type { MovedDue } from '../messages.ts';
import type { Surroundings } from './decide.ts';
import { instant } from './instant.ts';

/** What a case that goes from one calendar to another is due at otherwise: its clocks, and the limits of its open tasks. */
export function movedDues(surroundings: Surroundings, calendar: Calendar, state: State): MovedDue[] {
  const { clocks, at } = surroundings;
  const [from, to] = [dueByName(clocks, surroundings, at), dueByName(clocks, { calendar }, at)];
  const ofClocks = Object.keys(from).map((clock): MovedDue => ({ clock, task: null, from: from[clock]!, to: to[clock]! }));
  const ofTasks = Object.values(state.tasks).flatMap((task): MovedDue[] => {
    if (!task.limit) return [];
    const due = (by: Calendar) => stageDue(clocks, task.limit!, instant(task.openedAt), task.stage ?? null, by);
    const name = task.assignment?.role === 'applicant' ? 'correction' : 'stage';
    return [{ clock: name, task: task.id, from: due(surroundings.calendar), to: due(calendar) }];
  });
  return [...ofClocks, ...ofTasks].filter((one) => one.from !== one.to);
}
