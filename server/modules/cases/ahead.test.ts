import { expect, test } from 'vitest';
import { loadItems } from '../../../schema/catalog/load.ts';
import type { Program } from '../../../schema/process/program.ts';
import { compile } from '../../../workflows/compile/compile.ts';
import { ahead } from './ahead.ts';
import { takesWithdrawal } from './case-view.ts';

const startedBy = new Map(loadItems().map(({ guide }) => [guide.id, guide.licence.startedBy]));
const programs = loadItems().map(({ guide, bpmn }): [string, Program] => {
  const compiled = compile(bpmn);
  if ('refused' in compiled) throw new Error(`${guide.id} does not compile`);
  return [guide.id, compiled.program];
});

test.each(programs)('%s: from its beginning every way ahead lies open, from an end none', (_, program) => {
  const start = Object.values(program.nodes).find((node) => node.type === 'startEvent' && node.events.length === 0)!;
  const reached = new Set(ahead(program, [start.id]));
  const onTheWay = Object.values(program.nodes).filter((node) => {
    for (let scope = program.scopes[node.scope]; scope; scope = scope.parent ? program.scopes[scope.parent] : undefined)
      if (scope.kind === 'eventSubProcess') return false;
    return program.scopes[node.id]?.kind !== 'eventSubProcess' && node.id !== start.id;
  });
  expect(onTheWay.filter((node) => !reached.has(node.id)).map((node) => node.id)).toEqual([]);
  for (const node of Object.values(program.nodes)) if (node.type === 'endEvent') expect(ahead(program, [node.id])).toEqual([]);
});

test('what no case holds, or nobody knows, leads nowhere', () => {
  const [, program] = programs[0]!;
  expect(ahead(program, [])).toEqual([]);
  expect(ahead(program, ['nothing'])).toEqual([]);
});

test.each(programs)('%s can be withdrawn while it runs, by the applicant who has begun it and nobody else', (id, program) => {
  expect(takesWithdrawal(program)).toBe(startedBy.get(id) !== 'agency');
});
