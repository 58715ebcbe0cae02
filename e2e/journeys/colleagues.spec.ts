import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { RetailOffice } from '../run/retail-case.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

const later = { timeout: 30_000 };

/** Opens the list of operations, and one of them, without touching the mouse. */
async function operate(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** Chooses somebody by a part of their name in the dialog. */
async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.type(name);
  await expect(page.locator('.ant-select-item-option').filter({ hasText: name }).first()).toBeVisible();
  await page.keyboard.press('Enter');
}

test('a colleague is asked and answers on a phone; the applicant challenges an officer, the head decides, and the task is given to another', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const office = await RetailOffice.open(productUrl());
  const { caseNumber } = await office.submit();
  await expect.poll(() => office.find(caseNumber, 'Receive'), later).not.toBeNull();
  const taskId = (await office.find(caseNumber, 'Receive'))!;

  const window = await signedIn(browser, 'yuelu-window', `/staff/tasks/${taskId}`, desktop);
  await window.page.getByRole('button', { name: '签收后办理' }).click();
  await expect(window.page.getByRole('button', { name: '退签，放回待签收' })).toBeVisible();
  await operate(window.page, '沟通');
  await choose(window.page, '问谁', '崔艳');
  await window.page.getByLabel('问题').fill('租赁合同只有一年，是否影响受理？');
  await window.page.getByRole('dialog').getByRole('button', { name: '沟通' }).click();
  await expect(window.page.getByRole('status').getByText('已发出，对方将在“问我的”里看到')).toBeVisible();

  const reviewer = await signedIn(browser, 'yuelu-reviewer', '/staff/asked', phone);
  await expect(reviewer.page.getByText('租赁合同只有一年，是否影响受理？')).toBeVisible(later);
  await reviewer.page.getByLabel('白明 请您提出意见').first().fill('不影响。');
  await reviewer.page.getByRole('button', { name: '提交答复' }).first().click();
  await expect(window.page.getByText('不影响。').first()).toBeVisible(later);

  const applicant = await signedIn(browser, 'bookshop', `/cases/${caseNumber}/challenge`, phone);
  await applicant.page.getByLabel('工作人员的姓名').fill('白明');
  await applicant.page.getByLabel('理由').fill('与竞争的书店有亲属关系');
  await applicant.page.getByRole('button', { name: '提交申请' }).click();
  await expect(applicant.page.getByText('待决定')).toBeVisible(later);
  await window.page.reload();
  await expect(window.page.getByText('您不能办理这个办件')).toBeVisible(later);
  await expect(window.page.getByRole('button', { name: '受理', exact: true })).toBeDisabled();

  const decider = await signedIn(browser, 'yuelu-decider', '/staff/recusals', desktop);
  const request = decider.page.getByRole('listitem').filter({ hasText: '与竞争的书店有亲属关系' }).first();
  await request.getByLabel('决定的理由').fill('属实');
  await request.getByRole('button', { name: '决定回避' }).click();
  await expect(decider.page.getByText('已决定')).toBeVisible();

  // Nobody else has the window's post: its supervisor finds the task and gives it out.
  const supervisor = await signedIn(browser, 'yuelu-supervisor', '/staff/escalated', phone);
  await expect(supervisor.page.getByText('人员都应当回避').first()).toBeVisible(later);
  await supervisor.page.goto(`${productUrl()}/staff/tasks/${taskId}`);
  await operate(supervisor.page, '指派');
  await choose(supervisor.page, '指派给', '康桂英');
  await supervisor.page.getByRole('dialog').getByRole('button', { name: '指派' }).click();
  await expect(supervisor.page.getByRole('status').getByText('已指派，对方将在“我的在办”里看到')).toBeVisible();
  const substitute = await signedIn(browser, 'yuelu-reviewer2', `/staff/tasks/${taskId}`, desktop);
  await expect(substitute.page.getByRole('button', { name: '受理', exact: true })).toBeEnabled(later);
  await applicant.page.reload();
  await expect(applicant.page.getByText('决定回避')).toBeVisible(later);
  for (const { context } of [window, reviewer, applicant, decider, supervisor, substitute]) await context.close();
});
