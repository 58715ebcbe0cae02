import { expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { signedIn } from './sign-in.ts';

export interface Handling {
  login: string;
  task: string;
  decision: string;
  opinion?: string;
  /** A correction asked for at this field: a part of its label, and the sentence. */
  mark?: { label: string; message: string };
  screenshot?: string;
  viewport?: { width: number; height: number };
}

/** Finds the task of a case in the worklist, whatever else is in it, opens and claims it. */
export async function claimTask(page: Page, caseNumber: string, task: string): Promise<void> {
  await page.getByPlaceholder('按申请人、事项或办件编号查找').fill(caseNumber);
  const row = page.getByRole('row').filter({ hasText: caseNumber }).filter({ hasText: task });
  await row.getByRole('link', { name: task }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: '签收后办理' }).click();
}

/** A member of staff claims the task of a case in the worklist, opens it, and decides. */
export async function handle(browser: Browser, caseNumber: string, handling: Handling): Promise<void> {
  const { page, context } = await signedIn(browser, handling.login, '/staff', handling.viewport);
  await claimTask(page, caseNumber, handling.task);
  await expect(page.getByRole('button', { name: '退签，放回待签收' })).toBeVisible();
  if (handling.opinion) await page.getByLabel('办理意见').fill(handling.opinion);
  if (handling.mark) {
    const field = page
      .locator('dl > div, tr, section div')
      .filter({ hasText: handling.mark.label })
      .filter({ has: page.getByRole('button', { name: '标注补正' }) });
    await field.last().getByRole('button', { name: '标注补正' }).first().click();
    await page.getByLabel('说明需要怎样补正').fill(handling.mark.message);
    await page.getByRole('button', { name: '保存标注' }).click();
    await expect(page.getByRole('heading', { name: '一次性告知内容（1 项）' })).toBeVisible();
  }
  if (handling.screenshot) {
    await page.getByRole('tab', { name: '流程图' }).click();
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `test-results/${handling.screenshot}`, fullPage: true });
  }
  await page.getByRole('group', { name: '可作的决定' }).getByRole('button', { name: handling.decision, exact: true }).click();
  await expect(page).toHaveURL(/\/staff$/);
  await context.close();
}
