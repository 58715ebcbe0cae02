import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { incidents } from '../schema/db/tables/index.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { flow, publishBody } from './test-support/publish.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const incidentsOf = (one: TestCase) =>
  home.db.select().from(incidents).where(eq(incidents.caseNumber, one.number)).orderBy(incidents.number);

test('a service nobody performs holds the case with an incident, and can be tried again', async () => {
  const id = await publishBody(
    home,
    2,
    `<startEvent id="S"/><serviceTask id="Post" approval:activity="nobody"/><endEvent id="E"/>${flow('a', 'S', 'Post')}${flow('b', 'Post', 'E')}`,
  );
  const one = await TestCase.started(home, 'publication-retail', 1, {}, id);
  await expect.poll(async () => (await incidentsOf(one)).length, { timeout: 20_000 }).toBe(1);
  const [raised] = await incidentsOf(one);
  expect(raised).toMatchObject({ element: 'Post', code: 'service-failed', resolvedAt: null });
  expect(raised!.message).toContain('nobody');
  await one.act({ kind: 'retry', incident: raised!.number, actor: officer });
  await expect.poll(async () => (await incidentsOf(one)).length, { timeout: 20_000 }).toBe(2);
  expect((await incidentsOf(one))[0]!.resolvedAt).not.toBeNull();
  expect((await one.entries()).map((entry) => entry.type)).toEqual(
    expect.arrayContaining(['incident.raised', 'incident.retried', 'incident.resolved']),
  );
  expect((await one.row()).endedAt).toBeNull();
});

test('an expression that cannot be evaluated is an incident beside which the case goes on', async () => {
  const id = await publishBody(
    home,
    3,
    `<startEvent id="S"/><parallelGateway id="F"/><scriptTask id="Sum" scriptFormat="feel"><script>unknownName + 1</script></scriptTask>
     <userTask id="Look"/><parallelGateway id="J"/><endEvent id="E"/>
     ${flow('a', 'S', 'F')}${flow('b', 'F', 'Sum')}${flow('c', 'F', 'Look')}${flow('d', 'Sum', 'J')}${flow('e', 'Look', 'J')}${flow('f', 'J', 'E')}`,
  );
  const one = await TestCase.started(home, 'publication-retail', 2, {}, id);
  expect(await incidentsOf(one)).toMatchObject([{ element: 'Sum', resolvedAt: null }]);
  expect(await one.complete('Look', null)).toMatchObject({ step: 2 });
  expect((await one.row()).endedAt).toBeNull();
});
