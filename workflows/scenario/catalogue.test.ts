import { describe, expect, test } from 'vitest';
import { loadItems } from '../../schema/catalog/load.ts';
import { isBasicCode } from '../../schema/rules/codes/item-codes.ts';
import type { Program } from '../../schema/process/program.ts';
import { compile } from '../compile/compile.ts';
import { runScenario } from './run-scenario.ts';
import type { ScenarioResult } from './result.ts';
import type { WrittenStep } from './scenario.ts';

const all = loadItems();
/** What applicants begin; what an authority begins by itself has no receipt, acceptance or correction. */
const items = all.filter(({ guide }) => guide.licence.startedBy === 'applicant');
const variables = { form: {}, applicant: {}, experts: ['e1', 'e2', 'e3', 'e4', 'e5'] };

function run(program: Program, steps: WrittenStep[]): ScenarioResult {
  const outcome = runScenario(program, { variables, startAt: '2026-11-24T09:00:00+08:00', steps });
  if (outcome.exit !== 0) throw new Error(JSON.stringify(outcome.result.error));
  return outcome.result;
}

/** Completes whatever is open, the first decision offered first unless `choose` names another, until nothing is. */
function drive(program: Program, choose: Record<string, string> = {}, first: WrittenStep[] = []): ScenarioResult {
  const steps = [...first];
  for (let turn = 0; turn < 30; turn++) {
    const result = run(program, steps);
    const task = result.open[0];
    if (!task) return result;
    const node = program.nodes[task.element];
    const offered = node?.type === 'userTask' ? node.decisions : undefined;
    const by = task.assignees[0];
    const given = by ? { decision: 'approve' } : offered ? { [offered.variable]: choose[task.element] ?? offered.options[0]!.value } : {};
    steps.push({ complete: task.element, variables: given, ...(by ? { by } : {}) });
  }
  throw new Error('the case does not come to an end');
}

/** To the window's task: some items are pre-reviewed first. */
const toWindow = (program: Program): WrittenStep[] =>
  program.nodes.PreReview ? [{ complete: 'PreReview', variables: { receiveDecision: 'pass' } }] : [];

test('25 items, each with a valid code and a promised limit within the statutory one', () => {
  expect(all).toHaveLength(25);
  expect(new Set(all.map((item) => item.guide.basicCode)).size).toBe(25);
  for (const { guide } of all) {
    expect(isBasicCode(guide.basicCode), guide.id).toBe(true);
    if (guide.promisedLimit.unit === guide.statutoryLimit.unit) expect(guide.promisedLimit.n).toBeLessThanOrEqual(guide.statutoryLimit.n);
  }
});

describe.each(items.map((item) => [item.guide.id, item] as const))('%s', (_, { bpmn }) => {
  const compiled = compile(bpmn);
  if (!('program' in compiled)) throw new Error(JSON.stringify(compiled.refused));
  const { program } = compiled;

  test('goes from receipt to its end, and every task names who handles it', () => {
    const result = drive(program);
    expect(result.status).toBe('completed');
    expect(result.incidents).toEqual([]);
    expect(result.services).toContain(program.nodes.Certify ? 'Certify' : 'File');
    for (const node of Object.values(program.nodes)) if (node.type === 'userTask') expect(node.assignment, node.id).toBeDefined();
  });

  test('comes back from a correction', () => {
    const correct: WrittenStep = { complete: 'Receive', variables: { receiveDecision: 'correct' } };
    const correction = [...toWindow(program), correct, { complete: 'Correct' }];
    const result = drive(program, {}, correction);
    expect(result.status).toBe('completed');
    expect(result.path.filter((element) => element === 'Receive')).toHaveLength(2);
  });

  test('lapses when no correction comes', () => {
    const result = run(program, [
      ...toWindow(program),
      { complete: 'Receive', variables: { receiveDecision: 'correct' } },
      { advance: 'P90D' },
    ]);
    expect(result.status).toBe('completed');
    expect(result.ended.at(-1)).toBe('Lapsed');
  });

  test('is deemed accepted after five working days without an answer (Licensing Law art. 32)', () => {
    expect(run(program, [{ advance: 'P6D' }]).path).not.toContain('AcceptByLaw');
    expect(run(program, [{ advance: 'P8D' }]).path).toContain('AcceptByLaw');
  });

  test('can be refused, and withdrawn', () => {
    const refused = run(program, [...toWindow(program), { complete: 'Receive', variables: { receiveDecision: 'refuse' } }]);
    expect(refused.status).toBe('completed');
    expect(refused.ended.at(-1)).toBe('Refused');
    expect(run(program, [{ message: 'withdraw', variables: {} }])).toMatchObject({ status: 'completed', ended: ['Withdrawn'] });
  });
});

test('what is not decided in time is granted where the law says so, and nowhere else', () => {
  const granted = items.filter(({ bpmn }) => {
    const compiled = compile(bpmn);
    if (!('program' in compiled)) return false;
    const result = run(compiled.program, [
      ...toWindow(compiled.program),
      { complete: 'Receive', variables: { receiveDecision: 'accept' } },
      { advance: 'P400D' },
    ]);
    return result.services.some((element) => element === 'Grant' || element === 'GrantByLaw') && !result.services.includes('Delivered');
  });
  expect(granted.map((item) => item.guide.id)).toEqual(['internal-material-permit']);
});

describe.each(all.filter(({ guide }) => guide.licence.startedBy === 'agency').map((item) => [item.guide.id, item] as const))(
  '%s, begun ex officio',
  (_, { bpmn, guide }) => {
    const compiled = compile(bpmn);
    if (!('program' in compiled)) throw new Error(JSON.stringify(compiled.refused));
    const { program } = compiled;

    test('is investigated, decided, entered in the register and delivered', () => {
      const result = drive(program, { Decide: guide.licence.effect });
      expect(result).toMatchObject({ status: 'completed', incidents: [], ended: ['End'] });
      expect(result.services).toEqual(['Notice', 'Certify', 'Delivered']);
    });

    test('is dropped by who investigates or who decides, and the register stays as it is', () => {
      for (const element of ['Investigate', 'Decide']) {
        const result = drive(program, { [element]: 'drop' });
        expect(result).toMatchObject({ status: 'completed', ended: ['Dropped'], services: [] });
      }
    });
  },
);

describe('expert review', () => {
  const reviewed = items.filter(({ guide }) => guide.expertReview);

  test('is a step of the items whose law has it, and of no other', () => {
    const having = ['film-public-screening', 'foreign-drama-import', 'online-audiovisual', 'tv-drama-distribution'];
    expect(reviewed.map(({ guide }) => guide.id).toSorted()).toEqual(having);
    expect(items.filter(({ bpmn }) => bpmn.includes('role="expert"')).map(({ guide }) => guide.id)).toEqual(
      reviewed.map(({ guide }) => guide.id),
    );
  });

  test.each(reviewed.map((item) => [item.guide.id, item] as const))(
    '%s goes to its experts, whose votes are counted before it is decided',
    (_, { bpmn }) => {
      const compiled = compile(bpmn);
      if (!('program' in compiled)) throw new Error(JSON.stringify(compiled.refused));
      const review = compiled.program.nodes.Review;
      const sending = review?.type === 'userTask' ? review.decisions!.options.find(({ requires }) => requires === 'experts')!.value : '';
      const { status, path, incidents } = drive(compiled.program, { Review: sending });
      expect({ status, incidents }).toEqual({ status: 'completed', incidents: [] });
      // A voter each: entered as often as there are experts.
      const passed = [...new Set(path)].filter((element) => ['Review', 'ExpertReview', 'Decide', 'Grant'].includes(element));
      expect(passed).toEqual(['Review', 'ExpertReview', 'Decide', 'Grant']);
      expect(path.filter((element) => element === 'ExpertReview')).toHaveLength(variables.experts.length);
    },
  );
});
