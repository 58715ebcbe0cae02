import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { RetailOffice } from '../run/retail-case.ts';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

const later = { timeout: 60_000 };

async function marks(page: Page, label: string, message: string): Promise<void> {
  const field = page
    .locator('dl > div, section div, .materials > li')
    .filter({ hasText: label })
    .filter({ has: page.getByRole('button', { name: '标注补正' }) });
  await field.last().getByRole('button', { name: '标注补正' }).first().click();
  await page.getByLabel('说明需要怎样补正').fill(message);
  await page.getByRole('button', { name: '保存标注' }).click();
  await expect(page.getByLabel('说明需要怎样补正')).toHaveCount(0);
}

const decision = (page: Page) => page.getByRole('group', { name: '可作的决定' }).getByRole('button', { name: '告知补正', exact: true });

async function received(browser: Browser, office: RetailOffice, caseNumber: string, viewport: typeof desktop) {
  await expect.poll(() => office.find(caseNumber, 'Receive'), later).not.toBeNull();
  const taskId = (await office.find(caseNumber, 'Receive'))!;
  const opened = await signedIn(browser, 'yuelu-window', `/staff/tasks/${taskId}`, viewport);
  await opened.page.getByRole('button', { name: '签收后办理' }).click();
  await expect(opened.page.getByRole('button', { name: '退签，放回待签收' })).toBeVisible();
  return { ...opened, taskId };
}

for (const [name, viewport] of [
  ['1440', desktop],
  ['390', phone],
] as const) {
  test(`one notice at ${name} px: colleagues mark together, it goes out once, and a second with something new is flagged`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const office = await RetailOffice.open(productUrl());
    const { caseNumber } = await office.submit();
    const first = await received(browser, office, caseNumber, viewport);
    const colleague = await signedIn(browser, 'yuelu-reviewer', `/staff/tasks/${first.taskId}`, viewport);
    await marks(colleague.page, '经营场所', '请填写到门牌号');
    await look(colleague.page, `notice-colleague-${name}`);
    await marks(first.page, '法定代表人', '与营业执照不一致');
    // What the colleague wrote is there without a reload.
    const notice = first.page.getByRole('region', { name: '一次性告知内容（2 项）' });
    await expect(notice).toContainText('请填写到门牌号');
    await look(first.page, `notice-sender-${name}`);
    await decision(first.page).click();
    await expect(first.page).toHaveURL(/\/staff$/);

    const applicant = await signedIn(browser, 'bookshop', `/cases/${caseNumber}`, viewport);
    await applicant.page.getByRole('link', { name: '现在补正' }).click();
    await expect(applicant.page.getByText('请填写到门牌号').first()).toBeVisible();
    await expect(applicant.page.getByText('与营业执照不一致').first()).toBeVisible();
    await applicant.page.getByRole('button', { name: '提交补正' }).click();
    const unchanged = applicant.page.getByRole('button', { name: '仍然提交' });
    await expect(unchanged.or(applicant.page.getByText('已提交').first()).first()).toBeVisible();
    if (await unchanged.isVisible()) await unchanged.click();

    await first.context.close();
    const second = await received(browser, office, caseNumber, viewport);
    await marks(second.page, '法定代表人', '仍与营业执照不一致');
    await marks(second.page, '经营场所', '仍没有门牌号');
    await expect(second.page.getByText('新增内容')).toHaveCount(0);
    await marks(second.page, '营业执照', '请上传彩色扫描件');
    await expect(second.page.getByText('新增内容')).toHaveCount(1);
    await decision(second.page).click();
    const dialog = second.page.getByRole('dialog');
    await dialog.getByRole('button', { name: '确认并发出' }).click();
    await expect(dialog.getByText('请说明理由')).toBeVisible();
    await look(second.page, `notice-further-${name}`);
    await dialog.getByLabel('首次没有告知的理由').fill('首次审查时遗漏');
    await dialog.getByRole('button', { name: '确认并发出' }).click();
    await expect(second.page).toHaveURL(/\/staff$/);

    const supervisor = await signedIn(browser, 'yuelu-supervisor', `/staff/cases/${caseNumber}`, viewport);
    await expect(supervisor.page.getByText('理由：首次审查时遗漏')).toBeVisible();
    await look(supervisor.page, `notice-supervisor-${name}`);
    await supervisor.page.goto(`${productUrl()}/staff/cases`);
    await supervisor.page.getByPlaceholder('按申请人或办件编号查找').fill(caseNumber);
    await expect(supervisor.page.getByRole('row').getByText('再次告知新增补正内容')).toHaveCount(1);
    await look(supervisor.page, `notice-list-${name}`);
  });
}
