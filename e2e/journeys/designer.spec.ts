import { expect, test } from '@playwright/test';
import { cinema, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { productUrl, signedIn } from './pages/sign-in.ts';

test.describe.configure({ mode: 'serial' });

test('a designer sees a refusal on its element, mends it, simulates and publishes; the next case takes it, the running one stays', async ({
  browser,
}) => {
  const applicant = new Client(productUrl());
  await applicant.signIn('bookshop');
  const running = await submitApplication(applicant, cinema);

  const { page, context } = await signedIn(browser, 'designer', '/designer');
  await page.getByRole('link', { name: '电影放映经营许可' }).click();
  await expect(page.getByText('可以运行，可以发布')).toBeVisible({ timeout: 30_000 });

  // A condition that does not parse is refused on its flow, and publishing is closed.
  await page.locator('[data-element-id="Receive"] .djs-hit').first().click();
  const name = page.getByLabel('名称', { exact: true });
  await name.fill('窗口当场审查办理');
  await name.press('Enter');
  await expect(page.locator('[data-element-id="Receive"]').getByText('窗口当场审').first()).toBeVisible();
  await page.locator('[data-element-id="Flow4"] .djs-hit').first().click({ force: true });
  const condition = page.getByLabel('条件（FEEL）');
  await condition.fill('receiveDecision = = "accept"');
  await condition.blur();
  await expect(page.getByRole('button', { name: /Flow4/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '发布' })).toBeDisabled();
  await condition.fill('receiveDecision = "accept"');
  await condition.blur();
  await expect(page.getByText('可以运行，可以发布')).toBeVisible();

  await page.getByRole('button', { name: '模拟运行' }).click();
  await page.getByRole('button', { name: '开始', exact: true }).click();
  await page.getByRole('button', { name: '受理并办结' }).click();
  await expect(page.getByText('已办结')).toBeVisible();
  await page.screenshot({ path: 'test-results/designer-simulation.png' });

  await page.getByRole('button', { name: '返回编辑' }).click();
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByLabel('修改说明').fill('窗口任务改名');
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await expect(page.getByText('第 2 版已发布')).toBeVisible();

  await page.goto(`${productUrl()}/designer/cinema-operation/versions`);
  await expect(page.getByText('第 2 版').first()).toBeVisible();
  await expect(page.getByLabel('差异清单').getByText('修改').first()).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: 'test-results/designer-versions.png', fullPage: true });
  await context.close();

  const next = await submitApplication(applicant, cinema);
  const versionOf = async (caseNumber: string) =>
    (await applicant.get<{ definitionVersion: number }>(`/api/cases/${caseNumber}/map`)).definitionVersion;
  expect(await versionOf(running.caseNumber)).toBe(1);
  expect(await versionOf(next.caseNumber)).toBe(2);
});
