import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Batch } from '../../../schema/contracts/migrations.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { audit, cases, ledger, migrationBatches } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

const itemId = 'publication-retail';
const at = `/api/definitions/${itemId}`;
/** The review has another id: what the new version knows nothing of until it is told. */
const edits: [string, string][] = [
  ['"Review"', '"Examine"'],
  ['name="受理审查"', 'name="受理初审"'],
];

let home: Awaited<ReturnType<typeof openCaseHome>>;
let designer: Visitor;
let window: Visitor;
/** In the order of their numbers: eight at the window, then six under review. */
let numbers: string[];
const [atWindow, underReview] = [8, 6];

beforeAll(async () => {
  home = await openCaseHome();
  designer = await home.as('designer');
  window = await home.as('yuelu-window');
  const applicant = await home.as('bookshop');
  numbers = [];
  for (let i = 0; i < atWindow + underReview; i++) numbers.push((await submit(home, applicant, itemId, 'yuelu')).caseNumber);
  numbers.sort();
  for (const number of numbers.slice(atWindow)) await decide(window, number, 'accept');
  for (const number of numbers.slice(0, atWindow)) await openTask(window, number);
});
afterAll(() => home?.close());

const batchOf = async (answer: Promise<{ statusCode: number; body: string; json: () => unknown }>): Promise<Batch> => {
  const { statusCode, body, json } = await answer.then((one) => ({ statusCode: one.statusCode, body: one.body, json: () => one.json() }));
  expect(statusCode, body).toBe(200);
  return Batch.parse(json());
};
const see = (id: string) => batchOf(designer.get(`/api/migrations/${id}`));
const become = (id: string, ...states: Batch['state'][]) =>
  until(
    () => see(id),
    (batch) => states.includes(batch.state),
  );
const tried = async (asked: { from: number | null; to: number | null; mapping?: Record<string, string | null> }): Promise<Batch> => {
  const { id } = await batchOf(designer.post(`${at}/migrations`, { mapping: {}, ...asked }));
  return become(id, 'tried');
};
const casesOf = async (id: string, state: string) =>
  routes.migrations.cases.response.parse((await designer.get(`/api/migrations/${id}/cases?state=${state}&limit=100`)).json()).rows;
const versions = async (): Promise<Record<string, string>> => {
  const rows = await home.db.select().from(cases).where(inArray(cases.caseNumber, numbers));
  return Object.fromEntries(rows.map((row) => [row.caseNumber, row.definitionId]));
};
const movesIn = async (caseNumber: string) => {
  const entries = await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
  expect(firstBreak(entries)).toBeNull();
  return entries.map(({ type }) => type).filter((type) => type.startsWith('case.migrat'));
};

/** Holds cases' rows so that no step of theirs can be recorded: they stand still in the middle of going over. */
async function holding(held: string[], meanwhile: (release: () => void) => Promise<void>): Promise<void> {
  let [release, isHeld] = [(): void => {}, (): void => {}];
  const released = new Promise<void>((resolve) => (release = resolve));
  const begun = new Promise<void>((resolve) => (isHeld = resolve));
  // A batch may name them meanwhile: only writing them waits.
  const transaction = home.db.transaction(async (tx) => {
    await tx.select({ caseNumber: cases.caseNumber }).from(cases).where(inArray(cases.caseNumber, held)).for('no key update');
    isHeld();
    await released;
  });
  await begun;
  try {
    await meanwhile(release);
  } finally {
    release();
    await transaction;
  }
}

let batchId: string;

test('the draft is tried against every running case before it is published, and wakes none', async () => {
  const draft = (await designer.get(`${at}/draft`)).json<{ bpmn: string }>();
  const bpmn = edits.reduce((text, [from, to]) => text.replaceAll(from, to), draft.bpmn);
  expect((await designer.post(`${at}/migrations`, { from: null, to: null, mapping: {} })).json()).toMatchObject({ code: 'not-found' });
  await designer.put(`${at}/draft`, { bpmn, revision: 0 });
  const lengths = () => Promise.all(numbers.map(async (number) => (await home.client.workflow.getHandle(number).describe()).historyLength));
  const before = await lengths();
  const batch = await tried({ from: null, to: null });
  expect(batch).toMatchObject({ from: null, to: null, total: 14, looked: 14, movable: 8, moving: null });
  expect(batch.findings).toEqual([
    { version: 1, element: 'Review', code: 'not-mapped', others: [], cases: 6, examples: numbers.slice(8, 13) },
  ]);
  expect(batch.changes).toMatchObject([{ version: 1, element: 'Receive', code: 'task-changed', cases: 8 }]);
  expect(await lengths()).toEqual(before);
  const run = await designer.post(`/api/migrations/${batch.id}/run`, { reason: 'x' });
  expect(run.json()).toMatchObject({ status: 409, code: 'migration-draft' });
  const published = await designer.post(`${at}/publish`, { revision: 1, note: '审查改名', effectiveAt: null });
  expect(published.json()).toMatchObject({ version: 2 });
  expect(new Set(Object.values(await versions()))).toEqual(new Set([`${itemId}.1`]));
});

test('the mapping says what is found by its id, what is suggested and where cases are', async () => {
  const { rows, targets } = routes.migrations.mapping.response.parse((await designer.get(`${at}/mapping?from=1&to=2`)).json());
  expect(rows.find(({ from }) => from === 'Review')).toMatchObject({ to: 'Examine', how: 'suggested', reason: 'same-name', cases: 6 });
  expect(rows.find(({ from }) => from === 'Receive')).toMatchObject({ to: 'Receive', how: 'automatic', type: 'userTask', cases: 8 });
  expect(targets.map(({ id }) => id)).toContain('Examine');
  expect((await designer.get(`${at}/mapping?from=1&to=9`)).json()).toMatchObject({ code: 'not-found' });
  const same = await designer.post(`${at}/migrations`, { from: 2, to: 2, mapping: {} });
  expect(same.json()).toMatchObject({ status: 422, code: 'migration-same-version' });
});

test('a batch is stopped after the cases under way, and goes on', async () => {
  const batch = await tried({ from: 1, to: 2 });
  batchId = batch.id;
  expect((await window.post(`/api/migrations/${batchId}/run`, { reason: 'x' })).statusCode).toBe(403);
  await holding(numbers.slice(2, 6), async (release) => {
    await batchOf(designer.post(`/api/migrations/${batchId}/run`, { reason: '审查环节改名' }));
    await until(
      () => see(batchId),
      ({ moving }) => moving!.moving === 4 && moving!.moved === 2,
    );
    const paused = await batchOf(designer.post(`/api/migrations/${batchId}/pause`));
    expect(paused).toMatchObject({ state: 'paused', reason: '审查环节改名', moving: { moved: 2, moving: 4, waiting: 8 } });
    expect((await designer.post(`/api/migrations/${batchId}/pause`)).json()).toMatchObject({ code: 'migration-not-ready' });
    const early = await designer.post(`/api/migrations/${batchId}/undo`, { reason: 'x', caseNumber: null });
    expect(early.json()).toMatchObject({ status: 409, code: 'migration-not-ready' });
    release();
  });
  const stopped = await until(
    () => see(batchId),
    ({ moving }) => moving!.moving === 0,
  );
  expect(stopped).toMatchObject({ state: 'paused', moving: { moved: 6, waiting: 8 } });
  // Other versions of the item are not taken over at the same time; a trial is free.
  expect((await tried({ from: null, to: 2 })).total).toBe(8);
});

test('a worker that is killed in the middle leaves nothing undone, and nothing is done twice', async () => {
  await holding(numbers.slice(6, 8), async (release) => {
    await batchOf(designer.post(`/api/migrations/${batchId}/resume`));
    await until(
      () => see(batchId),
      ({ moving }) => moving!.moving === 2 && moving!.refused === 6,
    );
    await home.withoutWorker(async () => {
      release();
      // A minute later the sweep takes the batch for left behind; the test waits for the sweep, not for the minute.
      await home.db
        .update(migrationBatches)
        .set({ beatAt: new Date(0) })
        .where(eq(migrationBatches.id, batchId));
    });
  });
  const done = await become(batchId, 'done');
  expect(done).toMatchObject({ moving: { moved: 8, refused: 6, waiting: 0, moving: 0, failed: 0 } });
  expect(done.finishedAt).not.toBeNull();
  for (const number of numbers.slice(0, 8)) expect(await movesIn(number)).toEqual(['case.migrated']);
  for (const number of numbers.slice(8)) expect(await movesIn(number)).toEqual([]);
  const refused = await casesOf(batchId, 'refused');
  expect(refused.map(({ caseNumber }) => caseNumber)).toEqual(numbers.slice(8));
  expect(refused[0]).toMatchObject({ readable: false, findings: [{ element: 'Review', code: 'not-mapped' }] });
  const [written] = await home.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'definition.migrate'), eq(audit.object, `/api/migrations/${batchId}/run`), eq(audit.userId, 'designer')));
  expect(written).toMatchObject({ outcome: 'done' });
});

test('what is undone is taken back exactly where nobody has acted since', async () => {
  await decide(window, numbers[0]!, 'accept');
  await batchOf(designer.post(`/api/migrations/${batchId}/undo`, { reason: '改错了', caseNumber: null }));
  const undone = await become(batchId, 'undone');
  expect(undone.moving).toMatchObject({ undone: 7, kept: 1, moved: 0, refused: 6 });
  expect(await casesOf(batchId, 'kept')).toMatchObject([{ caseNumber: numbers[0], findings: [{ code: 'acted-since' }] }]);
  const now = await versions();
  expect(now[numbers[0]!]).toBe(`${itemId}.2`);
  for (const number of numbers.slice(1)) expect(now[number]).toBe(`${itemId}.1`);
  expect(await movesIn(numbers[1]!)).toEqual(['case.migrated', 'case.migration-undone']);
  await decide(window, numbers[1]!, 'accept');
});

test('with the suggested mapping all go over; one alone can be taken back, and the rest stays moved', async () => {
  const batch = await tried({ from: null, to: 2, mapping: { Review: 'Examine' } });
  expect(batch).toMatchObject({ total: 13, movable: 13, findings: [] });
  await batchOf(designer.post(`/api/migrations/${batch.id}/run`, { reason: '审查环节改名' }));
  const done = await become(batch.id, 'done');
  expect(done.moving).toMatchObject({ moved: 13 });
  expect((await designer.post(`/api/migrations/${batch.id}/retry`)).json()).toMatchObject({ code: 'migration-not-ready' });
  await batchOf(designer.post(`/api/migrations/${batch.id}/undo`, { reason: '此件例外', caseNumber: numbers[13] }));
  const after = await become(batch.id, 'done', 'undone');
  expect(after).toMatchObject({ state: 'done', moving: { moved: 12, undone: 1 } });
  const reviewer = await home.as('yuelu-reviewer');
  expect((await openTask(reviewer, numbers[12]!)).element).toBe('Examine');
  expect((await openTask(reviewer, numbers[13]!)).element).toBe('Review');
  const list = routes.migrations.list.response.parse((await designer.get(`${at}/migrations`)).json());
  expect(list[0]).toMatchObject({ id: batch.id, state: 'done' });
});

test('refused cases are asked again, as they are by then', async () => {
  const batch = await tried({ from: 1, to: 2, mapping: {} });
  expect(batch).toMatchObject({ total: 1, movable: 0 });
  await batchOf(designer.post(`/api/migrations/${batch.id}/run`, { reason: '再试' }));
  expect((await become(batch.id, 'done')).moving).toMatchObject({ refused: 1 });
  const reviewer = await home.as('yuelu-reviewer');
  await decide(reviewer, numbers[13]!, 'pass', { opinion: '材料齐全，符合条件。' });
  await batchOf(designer.post(`/api/migrations/${batch.id}/retry`));
  expect((await become(batch.id, 'done')).moving).toMatchObject({ moved: 1, refused: 0 });
  const pages = await designer.get(`/api/migrations/${batch.id}/cases?limit=1`);
  expect(pages.json()).toMatchObject({ rows: [{ caseNumber: numbers[13], state: 'moved' }], next: null });
});
