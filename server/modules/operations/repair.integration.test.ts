import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { definitions } from '../../../schema/db/tables/index.ts';
import { compile } from '../../../workflows/compile/compile.ts';
import { engineVersion } from '../../../workflows/messages.ts';
import { decide, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

const itemId = 'publication-retail';
const task = (id: string, name: string, role: string) =>
  `<userTask id="${id}" name="${name}"><extensionElements><approval:assignment role="${role}" level="case"/></extensionElements></userTask>`;
const flow = (id: string, from: string, to: string, condition = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition && `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`;

/** After the check the size decides, which nothing in the process ever writes. */
const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="P" isExecutable="true"><startEvent id="S"/>${task('Check', '核对', 'window')}<exclusiveGateway id="G" name="大小"/>
    ${task('Big', '大店审查', 'reviewer')}${task('Small', '小店审查', 'reviewer')}${task('Then', '复核', 'reviewer')}<endEvent id="E"/>
    ${flow('a', 'S', 'Check')}${flow('b', 'Check', 'G')}${flow('big', 'G', 'Big', 'size &gt; 100')}${flow('small', 'G', 'Small', 'size &lt;= 100')}
    ${flow('c', 'Big', 'Then')}${flow('d', 'Small', 'Then')}${flow('e', 'Then', 'E')}</process>
  </definitions>`;

let home: Awaited<ReturnType<typeof openCaseHome>>;
let [window, reviewer, supervisor, above, foreign, admin, owner] = [] as unknown as Visitor[];

beforeAll(async () => {
  home = await openCaseHome();
  const logins = [
    'yuelu-window',
    'yuelu-reviewer',
    'yuelu-supervisor',
    'hunan-supervisor',
    'zhejiang-supervisor',
    'system-admin',
    'bookshop',
  ];
  [window, reviewer, supervisor, above, foreign, admin, owner] = await Promise.all(logins.map((login) => home.as(login)));
  const compiled = compile(bpmn);
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  const { program } = compiled;
  const row = { id: `${itemId}.99`, itemId, version: 99, hash: program.hash, bpmn, program, engineVersion, note: '', publishedBy: 'test' };
  await home.db.insert(definitions).values({ ...row, effectiveAt: new Date(Date.now() - 1000) });
});
afterAll(() => home?.close());

const list = async (who: Visitor, query: string) =>
  routes.operations.incidents.response.parse((await who.get(`/api/incidents?${query}`)).json()).rows;
const look = async (who: Visitor, id: string) => routes.operations.incident.response.parse((await who.get(`/api/incidents/${id}`)).json());
const repair = async (who: Visitor, caseNumber: string) =>
  routes.operations.repair.response.parse((await who.get(`/api/cases/${caseNumber}/repair`)).json());

/** A live case whose gateway could not say the way. */
async function stuckCase() {
  const { caseNumber } = await submit(home, owner!, itemId, 'yuelu');
  await decide(window!, caseNumber, 'done');
  const [incident] = await until(
    () => list(supervisor!, `caseNumber=${caseNumber}`),
    (rows) => rows.length > 0,
  );
  return { caseNumber, id: incident!.id, at: `/api/incidents/${incident!.id}` };
}

test('a condition that cannot be evaluated is seen with element, cause and input; its variable is corrected, once, and the case goes on', async () => {
  const { caseNumber, id, at } = await stuckCase();
  const seen = await look(supervisor!, id);
  expect(seen).toMatchObject({ element: 'G', elementName: '大小', code: 'expression-failed', resolvedAt: null, kind: 'process' });
  expect(seen.message).toContain('size');
  expect(seen.expressions.map(({ text }) => text)).toEqual(['size > 100', 'size <= 100']);
  expect(seen.variables![0]).toMatchObject({ name: 'size', kind: 'missing', isRead: true, fixed: null });
  expect(seen.variables!.find(({ name }) => name === 'form')).toMatchObject({ kind: 'object', fixed: 'statedByApplicant' });
  expect(seen.ways.map((way) => way.flow)).toEqual(['big', 'small']);
  expect([seen.retry, seen.fix, seen.skip].every((one) => one.enabled)).toBe(true);

  const fixed = { variables: { size: 250 }, reason: '按现场核查结果补录' };
  const tried = async (body: object) => (await supervisor!.post(`${at}/retry`, { ...fixed, ...body })).json();
  expect(await tried({ variables: { sizzle: 1 } })).toMatchObject({
    code: 'invalid-fields',
    errors: [{ path: 'sizzle', code: 'variable-unknown' }],
  });
  expect(await tried({ variables: { form: {} } })).toMatchObject({ errors: [{ path: 'form', code: 'variable-fixed' }] });
  expect(await tried({ reason: ' ' })).toMatchObject({ code: 'operation-refused', params: { reason: 'no-reason' } });

  const twice = await Promise.all([0, 1].map(() => supervisor!.post(`${at}/retry`, fixed, 'the-same-click')));
  expect(twice.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(0);
  const again = await supervisor!.post(`${at}/retry`, fixed, 'the-same-click');
  expect(again.json()).toMatchObject({ id });
  expect(again.json<{ resolvedAt: string | null }>().resolvedAt).not.toBeNull();
  expect((await supervisor!.post(`${at}/retry`, fixed)).json()).toMatchObject({ code: 'incident-resolved', status: 409 });
  expect((await openTask(reviewer!, caseNumber)).element).toBe('Big');
  expect(await list(supervisor!, `caseNumber=${caseNumber}`)).toEqual([]);
  expect(await list(supervisor!, `caseNumber=${caseNumber}&state=resolved`)).toHaveLength(1);
  expect(await look(supervisor!, id)).toMatchObject({ variables: null, retry: { enabled: false, reason: 'incidentResolved' } });

  const inside = routes.cases.get.response.parse((await supervisor!.get(`/api/cases/${caseNumber}`)).json()).timeline;
  const corrections = inside.filter(({ type }) => type === 'variables.corrected');
  expect(corrections).toMatchObject([
    { actor: expect.any(String), element: 'G', params: { changes: ['size: — → 250'], reason: fixed.reason } },
  ]);
  const outside = routes.cases.get.response.parse((await owner!.get(`/api/cases/${caseNumber}`)).json()).timeline;
  expect(outside.filter(({ type }) => /^(variables|incident|token)\./.test(type))).toEqual([]);
});

test('who looks on may not mend: reviewers, the applicant, others’ supervisors, and administrators only try again', async () => {
  const { caseNumber, at } = await stuckCase();
  const acts: [string, object][] = [
    [`${at}/retry`, { variables: { size: 1 }, reason: 'x' }],
    [`${at}/skip`, { flow: 'small', reason: 'x' }],
    [`/api/cases/${caseNumber}/variables`, { values: { size: 1 }, reason: 'x', step: 2 }],
    [`/api/cases/${caseNumber}/moves`, { token: 1, to: 'Small', reason: 'x' }],
  ];
  for (const [path, body] of acts) {
    for (const who of [reviewer!, owner!, window!]) expect((await who.post(path, body as never)).statusCode, path).toBe(403);
    expect((await foreign!.post(path, body as never)).statusCode, path).toBe(404);
    expect((await admin!.post(path, body as never)).statusCode, path).toBe(403);
  }
  const seen = await look(admin!, at.slice('/api/incidents/'.length));
  expect(seen).toMatchObject({ variables: null, fix: { enabled: false, reason: 'notSupervisor' }, retry: { enabled: true } });
  expect((await admin!.post(`${at}/retry`, {})).statusCode).toBe(200);
  // The same condition has failed once more, as another incident.
  expect(await list(supervisor!, `caseNumber=${caseNumber}&code=expression-failed`)).toHaveLength(1);
  expect(await list(supervisor!, `caseNumber=${caseNumber}&code=no-flow`)).toEqual([]);
});

test('skipping a gateway needs its way; of two who act at once one is told that it is done', async () => {
  const { caseNumber, at } = await stuckCase();
  expect((await supervisor!.post(`${at}/skip`, { reason: '经批准' })).json()).toMatchObject({ params: { reason: 'needs-flow' } });
  expect((await supervisor!.post(`${at}/skip`, { flow: 'small', reason: '' })).statusCode).toBe(400);
  const both = await Promise.all([supervisor!, above!].map((who) => who.post(`${at}/skip`, { flow: 'small', reason: '经批准' })));
  expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(both.find(({ statusCode }) => statusCode === 409)!.json()).toMatchObject({ code: 'incident-resolved' });
  expect((await openTask(reviewer!, caseNumber)).element).toBe('Small');
});

test('a variable is corrected by itself; a token is moved only to where the case can stand, once', async () => {
  const { caseNumber } = await stuckCase();
  const before = await repair(supervisor!, caseNumber);
  const correct = (body: object) =>
    supervisor!.post(`/api/cases/${caseNumber}/variables`, { values: { size: 90 }, reason: '补录', step: before.step, ...body });
  expect((await correct({ step: 1 })).json()).toMatchObject({ code: 'stale-revision' });
  expect((await correct({})).json()).toEqual({ step: before.step + 1 });
  expect((await correct({ values: { size: 'small' }, step: before.step + 1 })).json()).toMatchObject({
    errors: [{ code: 'variable-kind' }],
  });
  expect((await correct({ values: { made: '13800001234' }, create: true, step: before.step + 1 })).statusCode).toBe(200);

  const { tokens, move } = await repair(supervisor!, caseNumber);
  expect(move).toEqual({ enabled: true, reason: null });
  expect(tokens).toMatchObject([{ element: 'G', elementName: '大小', reason: null }]);
  expect(tokens[0]!.targets.map(({ element }) => element)).toEqual(['Check', 'Big', 'Small', 'Then']);
  const go = async (to: string, more: object = {}) =>
    supervisor!.post(`/api/cases/${caseNumber}/moves`, { token: tokens[0]!.token, to, reason: '流程有误', ...more });
  expect((await go('E')).json()).toMatchObject({ code: 'operation-refused', params: { reason: 'end-event' } });
  expect((await go('S')).json()).toMatchObject({ params: { reason: 'not-enterable' } });
  expect((await go('Big', { reason: '' })).statusCode).toBe(400);
  expect((await repair(supervisor!, caseNumber)).step).toBe(before.step + 2);
  expect((await go('Then')).json()).toEqual({ step: before.step + 3 });
  expect((await go('Big')).json()).toMatchObject({ code: 'token-gone', status: 409 });
  expect(await list(supervisor!, `caseNumber=${caseNumber}`)).toEqual([]);
  await decide(reviewer!, caseNumber, 'done');
  expect((await supervisor!.get(`/api/cases/${caseNumber}/repair`)).json()).toMatchObject({ code: 'case-ended' });
  const { timeline } = routes.cases.get.response.parse((await supervisor!.get(`/api/cases/${caseNumber}`)).json());
  expect(timeline.filter(({ type }) => type === 'token.moved')).toMatchObject([
    { element: 'Then', params: { from: 'G', fromName: '大小', reason: '流程有误' } },
  ]);
  // A telephone number is sealed in the ledger: told is only that it was set.
  const told = timeline.filter(({ type }) => type === 'variables.corrected').flatMap(({ params }) => params.changes);
  expect(told).toEqual(['size: — → 90', 'made: *** → ***']);
});
