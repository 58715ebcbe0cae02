import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { cinema, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { phone, productUrl, signedIn } from './pages/sign-in.ts';

/** A process that asks for a `size` which nothing in it knows, drawn in a row. */
function brokenProcess(): string {
  const node = (tag: string, id: string, name: string, inner = '') => `<${tag} id="${id}" name="${name}">${inner}</${tag}>`;
  const task = (id: string, name: string) =>
    node('userTask', id, name, '<extensionElements><approval:assignment role="reviewer" level="case"/></extensionElements>');
  const flows: [string, string, string, string?][] = [
    ['a', 'S', 'G'],
    ['big', 'G', 'Big', 'size &gt; 100'],
    ['small', 'G', 'Small', 'size &lt;= 100'],
    ['c', 'Big', 'Then'],
    ['d', 'Small', 'Then'],
    ['e', 'Then', 'E'],
  ];
  const at: Record<string, [number, number, number, number]> = {
    S: [60, 122, 36, 36],
    G: [160, 115, 50, 50],
    Big: [280, 30, 120, 80],
    Small: [280, 170, 120, 80],
    Then: [470, 100, 120, 80],
    E: [660, 122, 36, 36],
  };
  /** Where a flow leaves a shape, or comes to it. */
  const point = (id: string, side: 'left' | 'right') => {
    const [x, y, width, height] = at[id]!;
    return `<di:waypoint x="${side === 'left' ? x : x + width}" y="${y + height / 2}"/>`;
  };
  const shapes = Object.entries(at).map(
    ([id, [x, y, width, height]]) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
  );
  const edges = flows.map(
    ([id, from, to]) => `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${point(from, 'right')}${point(to, 'left')}</bpmndi:BPMNEdge>`,
  );
  const lines = flows.map(
    ([id, from, to, condition]) =>
      `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
      xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="D" targetNamespace="urn:test">
    <process id="P" isExecutable="true">${node('startEvent', 'S', '收件')}${node('exclusiveGateway', 'G', '规模')}${task('Big', '大型影院审查')}
    ${task('Small', '小型影院审查')}${task('Then', '复核')}${node('endEvent', 'E', '结束')}${lines.join('')}</process>
    <bpmndi:BPMNDiagram id="DI"><bpmndi:BPMNPlane id="Plane" bpmnElement="P">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
}

const stuckCase = async (applicant: Client): Promise<string> => (await submitApplication(applicant, cinema)).caseNumber;

async function clean(page: Page, shot: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.djs-container, .bjs-powered-by').analyze();
  expect.soft(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(beyond, `${shot}: pixels beyond the window`).toBe(0);
  await page.screenshot({ path: `test-results/incident-${shot}.png`, fullPage: true });
}

test('a supervisor sees why cases are held, corrects a variable, passes a step by on a phone, and moves a case on the map', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const designer = new Client(productUrl());
  const applicant = new Client(productUrl());
  await designer.signIn('designer');
  await applicant.signIn('bookshop');
  const definition = `/api/definitions/${cinema.itemId}`;
  const before = await designer.get<{ bpmn: string }>(`${definition}/draft`);
  const publish = async (bpmn: string): Promise<void> => {
    const { revision } = await designer.get<{ revision: number }>(`${definition}/draft`);
    const saved = await designer.send<{ revision: number }>('PUT', `${definition}/draft`, { bpmn, revision });
    await designer.send('POST', `${definition}/publish`, { revision: saved.revision, note: '示例', effectiveAt: null });
  };
  await publish(brokenProcess());
  const [fixed, skipped, moved] = [await stuckCase(applicant), await stuckCase(applicant), await stuckCase(applicant)];

  const supervisor = new Client(productUrl());
  await supervisor.signIn('yuelu-supervisor');
  const held = async () => (await supervisor.get<{ rows: unknown[] }>('/api/incidents?code=expression-failed')).rows.length;
  await expect.poll(held, { timeout: 60_000 }).toBe(3);

  const { page } = await signedIn(browser, 'yuelu-supervisor', '/staff/incidents');
  await expect(page.getByRole('heading', { name: '“规模”的条件或表达式无法计算' })).toHaveCount(3);
  await expect(page.getByText(/计算时用到的变量没有值/)).toHaveCount(3);
  await clean(page, 'list-1440');
  await page.goto(`${productUrl()}/staff/cases/${fixed}`);
  const incident = page.getByRole('region', { name: '“规模”的条件或表达式无法计算' });
  await expect(incident.getByText('size > 100')).toBeVisible();
  // The engine's own words are English, for whoever looks after systems.
  const technical = incident.locator('details');
  await expect(technical.locator('p')).toBeHidden();
  await technical.getByText('技术信息').click();
  await expect(technical.locator('p')).toContainText('size');
  await expect(page.locator('[data-element-id="G"].map-troubled')).toHaveCount(1);
  await clean(page, 'case-1440');
  await incident.getByRole('button', { name: '更正后重试' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '更正后重试' }).click();
  await expect(dialog.getByText('没有更正任何变量')).toBeVisible();
  await dialog.getByLabel(/^size/).fill('480');
  await dialog.getByLabel(/理由/).fill('按现场核查补录');
  await clean(page, 'fix-1440');
  await dialog.getByRole('button', { name: '更正后重试' }).click();
  await expect(page.getByText('已重试')).toBeVisible();
  await expect(incident).toHaveCount(0);
  await page.getByRole('tab', { name: '办理过程' }).click();
  await expect(page.getByText(/更正流程变量：size: — → 480/)).toBeVisible();

  await page.goto(`${productUrl()}/staff/cases/${moved}`);
  await page.getByRole('button', { name: '移动办件' }).click();
  await expect(dialog.locator('.map-offered')).toHaveCount(3);
  await dialog.locator('[data-element-id="Then"] .djs-hit').first().click();
  await expect(dialog.getByText('复核', { exact: true }).first()).toBeVisible();
  await dialog.getByLabel(/理由/).fill('流程有误，直接复核');
  await clean(page, 'move-1440');
  await dialog.getByRole('button', { name: '移动办件' }).click();
  await expect(page.getByText('办件已移动')).toBeVisible();
  await expect(incident).toHaveCount(0);

  const small = (await signedIn(browser, 'yuelu-supervisor', `/staff/cases/${skipped}`, phone)).page;
  await small.getByRole('button', { name: '跳过' }).click();
  await small.getByRole('radio', { name: '小型影院审查' }).check();
  await small.getByRole('dialog').getByRole('button', { name: '跳过' }).click();
  await expect(small.getByText('请写明理由')).toBeVisible();
  await small.getByRole('dialog').getByLabel(/理由/).fill('经批准');
  await clean(small, 'skip-390');
  await small.getByRole('dialog').getByRole('button', { name: '跳过' }).click();
  await expect(small.getByText('已跳过这个环节')).toBeVisible();
  await clean(small, 'case-390');
  // Other journeys apply for the same item.
  await publish(before.bpmn);
});
