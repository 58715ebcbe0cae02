import { expect, test, type Locator, type Page } from '@playwright/test';
import { signedIn } from './pages/sign-in.ts';

/** Gives a step of the diagram another type, by its menu. */
async function become(page: Page, element: string, type: string): Promise<void> {
  await page.locator(`[data-element-id="${element}"] .djs-hit`).first().click();
  await page.locator('.djs-context-pad [data-action="replace"]').click();
  await page.locator(`[data-id="${type}"]`).click();
}

/** Types into a cell of the table, as the keyboard does. */
async function fill(page: Page, cell: Locator, text: string): Promise<void> {
  await cell.click();
  await page.keyboard.type(text);
}

test('a designer writes a decision table by keyboard, sees it refused and mended on its task, and simulates it', async ({ browser }) => {
  const { page, context } = await signedIn(browser, 'designer', '/designer/press-card');
  await expect(page.getByText('可以运行，可以发布')).toBeVisible({ timeout: 30_000 });
  await become(page, 'Receipt', 'replace-with-rule-task');

  // A new table is empty, and what is empty cannot run: the task shows it.
  await page.getByRole('button', { name: '新建决策表' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: '编辑输入' })).toBeAttached();
  await dialog.getByRole('button', { name: /应\s?用/ }).click();
  await expect(page.locator('[data-container-id="Receipt"] .finding-badge')).toHaveText('1');
  await expect(page.getByRole('button', { name: '发布' })).toBeDisabled();
  await expect(page.getByRole('button', { name: '新建决策表' })).toBeFocused();

  // The finding leads to the task, the task to its table.
  await page.getByRole('button', { name: /Decision_Receipt/ }).click();
  await page.getByRole('button', { name: '编辑', exact: false }).first().click();
  await dialog.getByRole('button', { name: '编辑输入' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('输入表达式').click();
  await page.keyboard.type('copies');
  await dialog.getByRole('button', { name: '编辑输出' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('输出名称').click();
  await page.keyboard.type('lane');
  await page.keyboard.press('Escape');
  await dialog.locator('.add-rule button').focus();
  await page.keyboard.press('Enter');
  await fill(page, dialog.locator('td.input-cell[data-row-id]').first(), '"many"');
  await fill(page, dialog.locator('td.output-cell[data-row-id]').first(), '"slow"');
  await page.screenshot({ path: 'test-results/designer-decision.png' });
  await dialog.getByRole('button', { name: /应\s?用/ }).click();
  await expect(page.getByText('可以运行，可以发布')).toBeVisible();

  await page.getByRole('button', { name: '模拟运行' }).click();
  await page.getByLabel('变量').fill('{ "copies": "many" }');
  await page.getByRole('button', { name: '开始', exact: true }).click();
  await expect(page.getByText(/"lane": "slow"/)).toBeVisible();
  await page.getByRole('button', { name: '返回编辑' }).click();

  // A draft keeps it; what is deleted leaves the task without a decision.
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByText(/保存于|已保存/)).toBeVisible();
  await page.reload();
  await expect(page.getByText('可以运行，可以发布')).toBeVisible({ timeout: 30_000 });
  await page.locator('[data-element-id="Receipt"] .djs-hit').first().click();
  await expect(page.getByText('(Decision_Receipt)')).toBeVisible();
  await page.getByRole('button', { name: '删除' }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /删\s?除/ })
    .click();
  await expect(page.getByText('(Decision_Receipt)')).toBeHidden();
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /放\s?弃/ })
    .click();
  await expect(page.getByText('可以运行，可以发布')).toBeVisible({ timeout: 30_000 });
  await context.close();
});
