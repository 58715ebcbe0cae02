import { expect, test } from 'vitest';
import { loadItems } from '../../schema/catalog/load.ts';
import { limitsOf } from '../../schema/catalog/case-limits.ts';
import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import { dueByName } from '../clock/case-clocks.ts';
import { compile } from '../compile/compile.ts';
import { advance } from '../engine/advance.ts';
import { newState } from '../engine/instance.ts';
import type { Event, State } from '../engine/types.ts';
import { decide } from './decide.ts';
import type { Surroundings } from './decide.ts';

const item = loadItems().find(({ guide }) => guide.id === 'internal-material-permit')!;
const compiled = compile(item.bpmn);
if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
const { program } = compiled;
const submittedAt = '2026-03-02T10:00:00.000+08:00';

interface Case {
  state: State;
  clocks: Surroundings['clocks'];
}

function take({ state, clocks }: Case, event: Event, at: string, dated?: boolean) {
  const surroundings: Surroundings = {
    program,
    calendar: cn,
    limits: limitsOf(item.guide),
    submittedAt,
    clocks,
    at,
    ...(dated ? { dated } : {}),
  };
  const decided = decide(surroundings, (environment) => advance(program, structuredClone(state), event, environment));
  if (!decided.ok) throw new Error(decided.error.message);
  return decided;
}

const open = (state: State): number => Number(Object.keys(state.tasks)[0]);
const process = Object.keys(program.processes)[0]!;
const begun = take({ state: newState(program), clocks: {} }, { kind: 'started', process, variables: {} }, submittedAt);
const accepted = take(
  begun,
  { kind: 'taskCompleted', task: { task: open(begun.state) }, by: 'a', variables: { receiveDecision: 'accept' } },
  submittedAt,
);
const due = dueByName(accepted.clocks, { calendar: cn }, submittedAt).decision!;
const back = '2026-04-10T09:30:00.000+08:00';

const grantIn = (decided: ReturnType<typeof take>) =>
  decided.recorded.flatMap((one) => (one.kind === 'called' && one.call.effect?.kind === 'grant' ? [one.call] : []));

test('what a deadline brought about while nobody was there has the date of the law: the grant, the end of its clock, the beginning of the next', () => {
  expect(due.slice(0, 10)).toBe('2026-04-01');
  const decided = take(accepted, { kind: 'timeReached' }, back, true);
  expect(grantIn(decided).map(({ at }) => Date.parse(at!))).toEqual([Date.parse(due)]);
  expect(Date.parse(decided.clocks.deliver!.start)).toBe(Date.parse(due));
  expect(Date.parse(decided.clocks.decision!.events.at(-1)!.at)).toBe(Date.parse(due));
});

test('a history from before that is decided as it was then', () => {
  const decided = take(accepted, { kind: 'timeReached' }, back);
  expect(grantIn(decided).map(({ at }) => at)).toEqual([undefined]);
  expect(decided.clocks.deliver!.start).toBe(back);
});

test('a deadline that is seen in its own moment, and a decision of people, have the time of the step', () => {
  expect(grantIn(take(accepted, { kind: 'timeReached' }, due, true)).map(({ at }) => at)).toEqual([undefined]);
});
