import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documents, licences } from '../schema/db/tables/index.ts';
import { compareAll } from './rebuild/compare.ts';
import { FactsSource } from './record/facts-source.ts';
import { TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';
import { passTo, timeIn } from './test-support/time.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('skipping');
});
afterAll(() => home?.close());

const dayMs = 86_400_000;
const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);
const yes = { opinion: '同意' };

/** What the case was decided by: exactly one of them, whatever raced. */
const decisionsIn = async (one: TestCase) =>
  (await one.entries())
    .filter(({ type }) => /^effect\.(grant|deny|lapse)$/.test(type))
    .map(({ type, data }) => [type, data.deemed === true]);

/** What the ledger says is what the projection has. */
async function agrees(one: TestCase): Promise<void> {
  for await (const { caseNumber, differences } of compareAll(home.db, new FactsSource(), false))
    if (caseNumber === one.number) expect(differences).toEqual([]);
}

/** A permit that is granted by law when it is not decided in time, waiting for its decision. */
async function permit(sequence: number): Promise<{ one: TestCase; due: Date }> {
  const one = await TestCase.started(home, 'internal-material-permit', sequence);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', yes);
  return { one, due: (await one.row()).dueAt! };
}

describe('a decision and its deadline', () => {
  test('in its last minute a decision stands, and the deadline brings nothing', async () => {
    const { one, due } = await permit(1);
    await passTo(home, after(due, -45_000));
    await one.complete('Decide', 'deny', { opinion: '不符合条件' });
    await passTo(home, after(due, 3 * dayMs));
    expect(await decisionsIn(one)).toEqual([['effect.deny', false]]);
    expect(await one.row()).toMatchObject({ state: 'DENIED', licenceNumber: null });
  });
});

describe('a renewal that is not decided before its licence ends (art. 50)', () => {
  let licence: typeof licences.$inferSelect;
  const renewal = async (sequence: number, daysBefore: number) => {
    await passTo(home, after(licence.validTo!, -daysBefore * dayMs));
    const one = await TestCase.started(home, 'publication-licence-renewal', sequence, {}, undefined, licence.number);
    await one.complete('Receive', 'accept');
    return one;
  };
  const register = async () => (await home.db.select().from(licences).where(eq(licences.number, licence.number)))[0]!;

  test('is decided like any other while the licence is in force', async () => {
    const issued = await TestCase.started(home, 'publication-retail', 10);
    await issued.complete('Receive', 'accept');
    await issued.complete('Review', 'pass', yes);
    await issued.complete('Decide', 'grant', yes);
    const { licenceNumber } = await issued.row();
    [licence] = (await home.db.select().from(licences).where(eq(licences.number, licenceNumber!))) as [typeof licence];
    const one = await renewal(11, 40);
    await one.complete('Review', 'fail', { opinion: '不再符合条件' });
    await one.complete('Decide', 'deny', { opinion: '不再符合条件' });
    expect(await decisionsIn(one)).toEqual([['effect.deny', false]]);
    expect(await register()).toMatchObject({ version: 1, validTo: licence.validTo });
  });

  test('is deemed renewed at the end of its last day, once, and goes on from there', async () => {
    const one = await renewal(12, 30);
    const { validTo } = await register();
    await one.act({
      kind: 'clock',
      actor: { id: 'officer', name: '经办人', organisationId: 'national' },
      change: { name: 'startProcedure', basis: 'inspection', law: '《行政许可法》第五十五条', days: 60, mode: 'suspend' },
      reason: '需要检验',
    });
    // A special procedure stops the limit of the decision; the licence ends when it ends.
    await passTo(home, after(validTo!, -2_000));
    expect(await one.row()).toMatchObject({ licenceNumber: null, conclusion: null });
    await passTo(home, after(validTo!, dayMs));
    const row = await one.until(({ licenceNumber }) => licenceNumber !== null);
    expect(row).toMatchObject({ licenceNumber: licence.number, conclusion: { kind: 'grant' } });
    expect((await one.entries()).find(({ type }) => type === 'effect.grant')!.data).toMatchObject({
      deemed: true,
      law: expect.stringContaining('第五十条'),
      asOf: validTo!.toISOString(),
    });
    const renewed = await register();
    expect(renewed).toMatchObject({ version: 2, state: 'inForce' });
    const sixYears = new Date(validTo!);
    sixYears.setUTCFullYear(sixYears.getUTCFullYear() + 6);
    expect(renewed.validTo).toEqual(sixYears);
    const papers = await home.db.select().from(documents).where(eq(documents.caseNumber, one.number));
    expect(papers.find(({ kind }) => kind === 'grantDecision')!.fields).toMatchObject({ deemedBy: expect.stringContaining('第五十条') });
    await expect(one.completion('Decide', 'deny')).rejects.toThrow('not open');
    await agrees(one);
    licence = renewed;
  });

  test('an application that comes back from its correction when the licence has ended is decided by people', async () => {
    await passTo(home, after(licence.validTo!, -10 * dayMs));
    const one = await TestCase.started(home, 'publication-licence-renewal', 13, {}, undefined, licence.number);
    await one.complete('Receive', 'correct', { marks: [{ target: 'material', path: 'premises', message: '请补交' }] });
    await passTo(home, after(licence.validTo!, 5 * dayMs));
    await one.complete('Correct', null, { answers: {} });
    await one.complete('Receive', 'accept');
    await passTo(home, after(await timeIn(home), 3 * dayMs));
    expect(await one.row()).toMatchObject({ state: 'REVIEW', conclusion: null, licenceNumber: null });
    await one.complete('Review', 'pass', yes);
    await one.complete('Decide', 'grant', yes);
    expect(await decisionsIn(one)).toEqual([['effect.grant', false]]);
  });
});
