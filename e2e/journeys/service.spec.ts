import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { RetailOffice } from '../run/retail-case.ts';
import type { Element } from '../run/retail-case.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

const later = { timeout: 60_000 };

/** Takes a picture of a page, and holds that axe finds nothing on it and that it fits its width. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).exclude('.djs-container, .bjs-powered-by').analyze();
  expect
    .soft(
      violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)),
      name,
    )
    .toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(beyond, `${name}: pixels beyond the window`).toBe(0);
}

for (const [name, viewport] of [
  ['1440', desktop],
  ['390', phone],
] as const) {
  test(`papers are served at ${name} px: chosen ways, a receipt confirmed, one signed for at the window, remedies by date`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const office = await RetailOffice.open(productUrl());
    const draft = await office.draft();
    const applicant = await signedIn(browser, 'bookshop', `/apply/${draft}`, viewport);
    await applicant.page.getByRole('link', { name: '怎样送达文书给您' }).click();
    // No mail server is set up here: the way says so, and can't be taken.
    await expect(applicant.page.getByLabel(/电子邮件/)).toBeDisabled();
    await expect(applicant.page.getByText('系统没有接通这种方式').first()).toBeVisible();
    await applicant.page.getByLabel(/^邮寄/).check();
    await applicant.page.getByLabel('邮寄地址').fill('');
    await applicant.page.getByRole('button', { name: '保存并返回' }).click();
    await expect(applicant.page.getByRole('link', { name: '请填写邮寄地址' })).toBeVisible();
    await applicant.page.getByLabel('邮寄地址').fill('长沙市岳麓区示例路1号');
    await look(applicant.page, `service-choice-${name}`);
    await applicant.page.getByRole('button', { name: '保存并返回' }).click();
    await expect(applicant.page.getByRole('link', { name: '怎样送达文书给您' })).toBeVisible();

    const { caseNumber } = await office.submit();
    for (const element of ['Receive', 'Review', 'Decide'] satisfies Element[]) {
      await expect.poll(() => office.find(caseNumber, element), later).not.toBeNull();
      const taskId = (await office.find(caseNumber, element))!;
      await office.claim(element, taskId);
      await office.complete(element, taskId);
    }

    await applicant.page.goto(`${productUrl()}/cases/${caseNumber}`);
    const mine = applicant.page.getByRole('region', { name: '送达与救济期限' });
    await expect(mine.getByText('准予许可决定书')).toBeVisible(later);
    await mine.getByRole('button', { name: '确认收到《受理通知书》' }).click();
    await expect(mine.getByText('已登记收到。')).toBeVisible();
    await expect(mine.getByText(/送达（网站查收）/)).toBeVisible();

    const window = await signedIn(browser, 'yuelu-window', `/staff/cases/${caseNumber}`, viewport);
    await window.page.getByRole('tab', { name: '文书', exact: true }).click();
    const decision = window.page.getByRole('region', { name: '准予许可决定书' });
    await expect(decision.getByText('尚未送达')).toBeVisible();
    await decision.getByRole('button', { name: /^用其他方式送达/ }).click();
    const dialog = window.page.getByRole('dialog');
    await expect(dialog.getByText('受送达人拒收后才能使用')).toBeVisible();
    await look(window.page, `service-further-${name}`);
    await dialog.getByLabel('窗口领取').check();
    await dialog.getByRole('button', { name: '用其他方式送达' }).click();
    await expect(dialog).toBeHidden();
    await decision.getByRole('button', { name: /^登记签收：.*窗口领取/ }).click();
    await dialog.getByLabel('签收人姓名').fill('李四');
    const pad = dialog.getByRole('img', { name: '在屏幕上签名' });
    const box = (await pad.boundingBox())!;
    await window.page.mouse.move(box.x + 30, box.y + 40);
    await window.page.mouse.down();
    await window.page.mouse.move(box.x + 90, box.y + 80, { steps: 8 });
    await window.page.mouse.move(box.x + 160, box.y + 30, { steps: 8 });
    await window.page.mouse.up();
    await expect(dialog.getByRole('status').getByText('已签名')).toBeVisible();
    // Unconfirmed, nothing is written down.
    await dialog.getByRole('button', { name: '登记签收' }).click();
    await expect(dialog.getByText('请填写所有内容，再登记。')).toBeVisible();
    await dialog.getByLabel('签收人已当面核对文书并确认收到').check();
    await look(window.page, `service-signing-${name}`);
    await dialog.getByRole('button', { name: '登记签收' }).click();
    await expect(dialog).toBeHidden();
    await expect(decision.getByText(/送达（窗口领取）/)).toBeVisible(later);
    await decision.getByRole('button', { name: '查看签名' }).click();
    await expect(window.page.getByRole('img', { name: '李四的签名' })).toBeVisible();
    await window.page.getByRole('button', { name: '关闭' }).click();
    await look(window.page, `service-desk-${name}`);

    // The applicant's page has moved by itself: when it was served, until when it can be contested, and its proof.
    await expect(mine.getByText(/送达（窗口领取）/)).toBeVisible(later);
    await expect(mine.getByText(/申请行政复议/)).toBeVisible();
    await expect(mine.getByText(/提起行政诉讼/)).toBeVisible();
    await expect(applicant.page.getByText('送达回证').first()).toBeVisible(later);
    await look(applicant.page, `service-mine-${name}`);
    await applicant.context.close();
    await window.context.close();
  });
}
