import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents } from '../schema/db/tables/index.ts';
import type { ClockChange } from '../schema/rules/procedures.ts';
import type { Act } from '../workflows/messages.ts';
import { compareAll } from './rebuild/compare.ts';
import { FactsSource } from './record/facts-source.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('skipping');
});
afterAll(() => home?.close());

const clockAct = (change: ClockChange, reason = '需要专家评审'): Act => ({ kind: 'clock', actor: officer, change, reason });
const review: ClockChange = { name: 'startProcedure', basis: 'expertReview', law: '《电影产业促进法》第十七条', days: 15, mode: 'suspend' };
const end: ClockChange = { name: 'endProcedure' };

const documentsOf = (one: TestCase, kind: 'specialProcedureNotice' | 'extensionNotice') =>
  home.db
    .select()
    .from(documents)
    .where(and(eq(documents.caseNumber, one.number), eq(documents.kind, kind)));
const pass = (days: number) => home.temporal.sleep(days * 86_400_000);
const refusedWith = (type: string) => ({ cause: { type } });

/** What the ledger says is what the projection has. */
async function agrees(one: TestCase): Promise<void> {
  for await (const { caseNumber, differences } of compareAll(home.db, new FactsSource(), false))
    if (caseNumber === one.number) expect(differences).toEqual([]);
}

test('a special procedure stops the limit, the deemed grant with it, and is told in writing; ended, the days are given back', async () => {
  const one = await TestCase.started(home, 'internal-material-permit', 1);
  await one.complete('Receive', 'accept');
  const before = await one.row();
  const [task] = await one.open();
  expect(await one.act(clockAct(review))).toMatchObject({ state: 'SUSPENDED' });
  const stopped = await one.row();
  expect(stopped).toMatchObject({ state: 'SUSPENDED', dueAt: null, promisedDueAt: null, lightAt: null });
  expect((await one.open())[0]).toMatchObject({ id: task!.id, dueAt: null });
  const [notice] = await documentsOf(one, 'specialProcedureNotice');
  expect(notice!.fields).toMatchObject({ procedure: '专家评审', basis: '《电影产业促进法》第十七条', timeNeeded: '15个工作日' });
  const entry = (await one.entries()).find(({ type }) => type === 'clock.startProcedure')!;
  expect(entry).toMatchObject({ actorId: officer.id, data: { basis: 'expertReview', reason: '需要专家评审', document: notice!.number } });

  await expect(one.act(clockAct(review))).rejects.toMatchObject(refusedWith('procedure-running'));
  await agrees(one);

  // Far past the old due day nothing is granted by the law.
  await pass(60);
  expect(await one.row()).toMatchObject({ state: 'SUSPENDED', licenceNumber: null });
  expect(await one.act(clockAct(end, '评审结束'))).toMatchObject({ state: 'REVIEW' });
  const resumed = await one.row();
  expect(resumed.dueAt!.getTime()).toBeGreaterThan(before.dueAt!.getTime() + 50 * 86_400_000);
  expect((await one.open())[0]!.dueAt).not.toBeNull();
  await expect(one.act(clockAct(end))).rejects.toMatchObject(refusedWith('procedure-not-running'));
  await agrees(one);

  // The law's own answer comes at the new due time.
  await home.temporal.sleep(resumed.dueAt!.getTime() - (await home.temporal.currentTimeMs()) - 60_000);
  expect((await one.row()).licenceNumber).toBeNull();
  await home.temporal.sleep(62_000);
  expect(await one.until((row) => row.licenceNumber !== null)).toMatchObject({ conclusion: { kind: 'grant' } });
});

test('an extension is told with its reasons, once, and moves the timer of the law', async () => {
  const one = await TestCase.started(home, 'internal-material-permit', 2);
  await one.complete('Receive', 'accept');
  const before = await one.row();
  await expect(one.act(clockAct({ name: 'extend', n: 11 }))).rejects.toMatchObject(refusedWith('extension-too-long'));
  expect(await one.act(clockAct({ name: 'extend', n: 10 }, '案情复杂'))).toMatchObject({ state: 'EXTENDED' });
  const [notice] = await documentsOf(one, 'extensionNotice');
  expect(notice!.fields).toMatchObject({ reasons: '案情复杂', approvedBy: '本机关负责人', article: '第四十二条第一款' });
  await expect(one.act(clockAct({ name: 'extend', n: 1 }))).rejects.toMatchObject(refusedWith('already-extended'));
  const after = await one.row();
  expect(after.dueAt!.getTime()).toBeGreaterThan(before.dueAt!.getTime());
  await home.temporal.sleep(before.dueAt!.getTime() - (await home.temporal.currentTimeMs()) + 5_000);
  expect((await one.row()).licenceNumber).toBeNull();
  await agrees(one);
});

test('a decision that comes after the deadline finds that the law has decided: exactly one of the two wins', async () => {
  const one = await TestCase.started(home, 'internal-material-permit', 3);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '通过' });
  const { dueAt } = await one.row();
  const deny = await one.completion('Decide', 'deny', { opinion: '不符合' });
  await home.temporal.sleep(dueAt!.getTime() - (await home.temporal.currentTimeMs()) + 1_000);
  await expect(one.act(deny)).rejects.toMatchObject(refusedWith('not-open'));
  const row = await one.until((now) => now.licenceNumber !== null);
  expect(row.conclusion).toMatchObject({ kind: 'grant' });
  expect((await one.entries()).filter(({ type }) => type === 'effect.deny')).toEqual([]);
});

test('before acceptance, without an article or too late a change is refused and nothing is written', async () => {
  const one = await TestCase.started(home, 'publication-retail', 4);
  await expect(one.act(clockAct(review))).rejects.toMatchObject(refusedWith('no-limit-running'));
  await one.complete('Receive', 'accept');
  await expect(one.act(clockAct({ ...review, law: '' }))).rejects.toMatchObject(refusedWith('no-legal-basis'));
  const { dueAt, step } = await one.row();
  await home.temporal.sleep(dueAt!.getTime() - (await home.temporal.currentTimeMs()) + 5_000);
  await expect(one.act(clockAct(review))).rejects.toMatchObject(refusedWith('limit-passed'));
  await expect(one.act(clockAct({ name: 'extend', n: 10 }))).rejects.toMatchObject(refusedWith('limit-passed'));
  expect((await one.row()).step).toBe(step);
});

test('counted inside the limit, an expert review has days of its own and stops nothing', async () => {
  const one = await TestCase.started(home, 'publication-retail', 5);
  await one.complete('Receive', 'accept');
  const before = await one.row();
  expect(await one.act(clockAct({ ...review, mode: 'included' }))).toMatchObject({ state: before.state });
  const row = await one.row();
  expect(row.dueAt).toEqual(before.dueAt);
  expect(row.clocks.procedure).toMatchObject({ limit: { n: 15, unit: 'workday' }, procedure: { mode: 'included' } });
  expect(await documentsOf(one, 'specialProcedureNotice')).toEqual([]);
  expect(await one.act(clockAct(end))).toMatchObject({ state: before.state });
  await agrees(one);
});
