import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { cinema, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { phone, productUrl, signedIn } from './pages/sign-in.ts';

const at = `/api/definitions/${cinema.itemId}`;

/** No finding of axe, and nothing beyond the window. */
async function isSound(page: Page, name: string): Promise<void> {
  // What is pointed at is shown in a paler colour while it is.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  const { violations } = await new AxeBuilder({ page }).exclude('.djs-container, .bjs-powered-by').analyze();
  expect.soft(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))).toEqual([]);
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.screenshot({ path: `test-results/migrations-${name}.png`, fullPage: true });
}

test('a draft is tried before it is published; then the running cases are matched, tried, moved and taken back', async ({ browser }) => {
  test.setTimeout(240_000);
  const applicant = new Client(productUrl());
  await applicant.signIn('bookshop');
  const designer = new Client(productUrl());
  await designer.signIn('designer');
  const numbers = [await submitApplication(applicant, cinema), await submitApplication(applicant, cinema)].map((one) => one.caseNumber);
  const versionOf = async (caseNumber: string) =>
    (await applicant.get<{ definitionVersion: number }>(`/api/cases/${caseNumber}/map`)).definitionVersion;
  const before = await versionOf(numbers[0]!);
  const { bpmn } = await designer.get<{ bpmn: string }>(`${at}/versions/${before}`);
  const { revision } = await designer.get<{ revision: number }>(`${at}/draft`);
  const element = /<userTask id="(\w+)" name="窗口当场/.exec(bpmn)![1]!;
  const renamed = `${element}Anew`;
  const places = async () => {
    const rows = await designer.get<{ version: number; element: string; cases: number }[]>(`${at}/running`);
    return rows.find((row) => row.version === before && row.element === element)?.cases ?? 0;
  };
  const running = async () => {
    const rows = await designer.get<{ version: number; running: number }[]>(`${at}/versions`);
    return rows.find(({ version }) => version === before)!.running;
  };
  // Every case of the version, of this test or another, has come to the window.
  await expect.poll(async () => (await running()) - (await places()), { timeout: 30_000 }).toBe(0);
  const count = await places();
  await designer.send('PUT', `${at}/draft`, { bpmn: bpmn.replaceAll(`"${element}"`, `"${renamed}"`), revision });

  const { page, context } = await signedIn(browser, 'designer', `/designer/${cinema.itemId}`);
  await expect(page.getByText('可以运行，可以发布')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '发布' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/办件停在“窗口当场.*新版本没有与它对应的环节/).first()).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByText('不迁移的办件按原版本走完')).toBeVisible();
  await isSound(page, 'publish');
  await page.getByLabel('修改说明').fill('窗口环节换标识');
  await dialog.getByRole('button', { name: '发布' }).click();
  await expect(page.getByText(/第 \d+ 版已发布/)).toBeVisible();
  expect(await versionOf(numbers[0]!)).toBe(before);

  await page.getByRole('link', { name: '迁移在办件' }).click();
  await expect(page.getByRole('heading', { name: '二、环节对应' })).toBeVisible();
  const option = (text: string | RegExp) =>
    page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: text }).first();
  await page.getByRole('combobox', { name: '从哪个版本' }).click();
  await option(`第 ${before} 版`).click();
  await expect(page.getByText('建议', { exact: true }).first()).toBeVisible();
  const target = page.getByRole('combobox', { name: /“窗口当场.*”在新版本中是/ });
  const choose = async (text: string) => {
    await target.click();
    await option(text).click();
  };
  await choose('没有对应');
  await page.getByRole('button', { name: '试运行', exact: true }).click();
  await expect(page.getByText(`在办 ${count} 件，都不能按现状迁移。`)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: '迁移 0 件' })).toBeDisabled();
  await expect(page.getByText('没有可以迁移的办件')).toBeVisible();
  await isSound(page, 'refused');

  await choose(renamed);
  await page.getByRole('button', { name: '试运行', exact: true }).click();
  await expect(page.getByText(`在办 ${count} 件，全部可以迁移。`)).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('迁移原因').fill('窗口环节换标识');
  await page.getByRole('button', { name: `迁移 ${count} 件` }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('heading', { name: /迁移进度 已完成/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(`已处理 ${count} / ${count} 件`)).toBeVisible();
  for (const number of numbers) expect(await versionOf(number)).toBeGreaterThan(before);
  await isSound(page, 'done');

  const address = page.url();
  const small = await signedIn(browser, 'designer', new URL(address).pathname + new URL(address).search, phone);
  await expect(small.page.getByRole('heading', { name: /迁移进度/ })).toBeVisible();
  await expect(small.page.getByText(numbers[0]!, { exact: true })).toBeVisible();
  await isSound(small.page, 'phone');
  await small.context.close();

  await page.getByRole('button', { name: '全部撤回' }).click();
  await page.getByLabel('撤回原因').fill('先不改');
  await page.getByRole('dialog').getByRole('button', { name: '全部撤回' }).click();
  await expect(page.getByRole('heading', { name: /迁移进度 已撤回/ })).toBeVisible({ timeout: 60_000 });
  for (const number of numbers) expect(await versionOf(number)).toBe(before);
  await context.close();
});
