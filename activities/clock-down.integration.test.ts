import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareAll } from './rebuild/compare.ts';
import { FactsSource } from './record/facts-source.ts';
import { deemedAfter, publishBody } from './test-support/publish.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';
import { startTemporalProcess } from './test-support/temporal-process.ts';

let temporal: Awaited<ReturnType<typeof startTemporalProcess>>;
let home: Home;
beforeAll(async () => {
  temporal = await startTemporalProcess();
  home = await openHome({ address: temporal.address });
});
afterAll(async () => {
  await home?.close();
  await temporal?.close();
});

test('a deadline that passes while there is no worker brings about once what the law says; who acted meanwhile finds it so', async () => {
  const definition = await publishBody(home, 7, deemedAfter(3));
  const quiet = await TestCase.started(home, 'publication-retail', 1, {}, definition);
  const other = await TestCase.started(home, 'publication-retail', 2, {}, definition);
  const [task] = await other.open();
  const deny = await other.completionOf(task!, null);
  let acted: Promise<unknown>;
  await home.restartWorker(async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    acted = other.act(deny).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  expect(await acted!).toMatchObject({ cause: { type: 'not-open' } });
  for (const one of [quiet, other]) {
    const row = await one.until(({ state }) => state === 'GRANTED');
    expect(await one.decisions()).toEqual(['effect.grant']);
    expect((await one.open()).map(({ element }) => element)).toEqual(['Deliver']);
    // A second restart does nothing again.
    expect(row.conclusion).toMatchObject({ kind: 'grant', reason: '示例法第一条' });
  }
  await home.restartWorker();
  expect(await quiet.act(await quiet.completion('Deliver', null, {}, officer))).toMatchObject({ state: 'GRANTED' });
  expect(await quiet.decisions()).toEqual(['effect.grant']);
  for await (const { differences } of compareAll(home.db, new FactsSource(), false)) expect(differences).toEqual([]);
});

test('a decision and its deadline at the same moment: one of the two, never both, and who decided is told which', async () => {
  const time = 8_000;
  const definition = await publishBody(home, 8, deemedAfter(8));
  // Around the moment, so that both orders come about: the first as soon as it can be, the last certainly too late.
  const offsets = [-time, -60, -20, 0, 20, 60, 400];
  const raced = await Promise.all(
    offsets.map(async (offset, place) => {
      const one = await TestCase.started(home, 'publication-retail', 11 + place, {}, definition);
      const [task] = await one.open();
      const deny = await one.completionOf(task!, null);
      await new Promise((resolve) => setTimeout(resolve, task!.openedAt.getTime() + time + offset - Date.now()));
      const refused = await one.act(deny, `deny ${offset}`).then(
        () => null,
        (error: unknown) => error,
      );
      await one.until(({ conclusion }) => conclusion !== null);
      const decisions = await one.decisions();
      // A case that has ended can't say what it did with a request that was sent again; its record does.
      const isDone = refused === null || (refused instanceof WorkflowNotFoundError && (await one.hasDone(`deny ${offset}`)));
      expect(decisions).toEqual([isDone ? 'effect.deny' : 'effect.grant']);
      if (!isDone) expect(refused).toMatchObject({ cause: { type: expect.stringMatching(/^(not-open|case-ended)$/) } });
      return decisions[0];
    }),
  );
  expect(raced[0]).toBe('effect.deny');
  expect(raced.at(-1)).toBe('effect.grant');
});

test('a deadline that passes while the Temporal server is down is met when it is back, once, by what it had kept', async () => {
  const definition = await publishBody(home, 9, deemedAfter(8));
  const [quiet, decided] = [
    await TestCase.started(home, 'publication-retail', 31, {}, definition),
    await TestCase.started(home, 'publication-retail', 32, {}, definition),
  ];
  // One is decided just before: what the server has accepted outlives it.
  expect(await decided.act(await decided.completion('Decide', null))).toMatchObject({ state: 'DENIED' });
  const [task] = await quiet.open();
  const late = await quiet.completionOf(task!, null);
  await temporal.kill();
  await expect(home.client.connection.withDeadline(Date.now() + 2_000, () => quiet.act(late, 'asked-while-down'))).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, task!.openedAt.getTime() + 8_500 - Date.now())));
  expect(await quiet.decisions()).toEqual([]);
  await temporal.start();

  expect(await quiet.until(({ state }) => state === 'GRANTED')).toMatchObject({ conclusion: { kind: 'grant', reason: '示例法第一条' } });
  expect(await quiet.decisions()).toEqual(['effect.grant']);
  await expect(quiet.act(late, 'asked-while-down')).rejects.toMatchObject({ cause: { type: 'not-open' } });
  expect(await decided.decisions()).toEqual(['effect.deny']);
  for await (const { differences } of compareAll(home.db, new FactsSource(), false)) expect(differences).toEqual([]);
});
