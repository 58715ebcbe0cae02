import { expect } from 'vitest';
import type { Program } from '../../../schema/process/program.ts';
import { createEvaluator } from '../../compile/expression/evaluator.ts';
import type { ServiceAnswer } from '../environment.ts';
import { broken } from '../invariants.test-support.ts';
import { bpmn, program, Run } from '../run.test-support.ts';
import { isoAt } from '../time.ts';
import type { Mapping } from './mapping.ts';
import { migrate, type Migrated } from './migrate.ts';

const evaluator = createEvaluator();

/** A process with a start `S` and an end `E` round the body. */
export const process = (body: string, extra = ''): Program => program(bpmn(`<startEvent id="S"/><endEvent id="E"/>${body}`, extra));
export const tasks = (...ids: string[]): string => ids.map((id) => `<userTask id="${id}"/>`).join('');
export const chain = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((id, i) => `\n${ids[i]} -> ${id}\n`)
    .join('');

/** Takes a run over to another version; the run goes on there. */
export function over(
  run: Run,
  from: Program,
  to: Program,
  mapping: Mapping = {},
  answers: Record<string, ServiceAnswer | null> = {},
): { run: Run; migrated: Migrated } {
  const migrated = migrate(run.state, from, to, mapping, { at: isoAt(run.at, 480), evaluator, answer: () => ({ result: null }) });
  const next = new Run(to, answers);
  next.at = run.at;
  if (migrated.ok) {
    next.state = migrated.state;
    next.commands.push(...migrated.commands);
    expect(broken(to, next.state)).toEqual([]);
  }
  return { run: next, migrated };
}

export const codes = (migrated: Migrated): string[] =>
  migrated.ok ? ['ok'] : migrated.findings.map(({ element, code }) => `${element}: ${code}`);
export const changes = (migrated: Migrated): string[] =>
  migrated.ok ? migrated.changes.map(({ element, code }) => `${element}: ${code}`) : codes(migrated);
