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

test('a decision of the file is evaluated in the workflow; one whose rules contradict each other is an incident', async () => {
  const cell = (kind: string, text: string) => `<d:${kind}Entry><d:text>${text}</d:text></d:${kind}Entry>`;
  const table = (name: string, ...rules: [string, string][]) =>
    `<d:decision id="${name}" name="${name}"><d:decisionTable>
       <d:input><d:inputExpression typeRef="date"><d:text>today()</d:text></d:inputExpression></d:input><d:output name="${name}"/>
       ${rules.map(([test_, value]) => `<d:rule>${cell('input', test_)}${cell('output', value)}</d:rule>`).join('')}
     </d:decisionTable></d:decision>`;
  const after = '&gt; date("2020-01-01")';
  const id = await publishBody(
    home,
    4,
    `<extensionElements><d:definitions xmlns:d="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dmn" name="dmn" namespace="urn:dmn">
       ${table('lane', [after, '"fast"'], ['&lt; date("2020-01-01")', '"slow"'])}${table('fee', [after, '1'], ['-', '2'])}
     </d:definitions></extensionElements>
     <startEvent id="S"/><businessRuleTask id="Lane" approval:decision="lane"/><parallelGateway id="F"/>
     <businessRuleTask id="Fee" approval:decision="fee"/><exclusiveGateway id="G" default="g2"/><userTask id="Fast"/><userTask id="Slow"/>
     ${flow('a', 'S', 'Lane')}${flow('b', 'Lane', 'F')}${flow('c', 'F', 'Fee')}${flow('d', 'F', 'G')}
     <sequenceFlow id="g1" sourceRef="G" targetRef="Fast"><conditionExpression>lane = "fast"</conditionExpression></sequenceFlow>${flow('g2', 'G', 'Slow')}`,
  );
  const one = await TestCase.started(home, 'publication-retail', 3, {}, id);
  expect(await incidentsOf(one)).toMatchObject([{ element: 'Fee', code: 'decision-failed', resolvedAt: null }]);
  expect(await one.complete('Fast', null)).toMatchObject({ step: 2 });
});
