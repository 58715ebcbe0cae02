import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { RetailOffice } from '../run/retail-case.ts';
import { claimTask, handle } from './pages/desk.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

/** The newest licence of the wallet, opened, with the address that its QR code leads to. */
async function openNewest(page: Page): Promise<string> {
  await page.goto(`${productUrl()}/licences`);
  await page.getByRole('link', { name: '出版物经营许可证' }).first().click();
  await expect(page.getByRole('img', { name: /核验二维码/ })).toBeVisible({ timeout: 30_000 });
  return (await page.getByRole('link', { name: '打开核验页面' }).getAttribute('href'))!;
}

async function stranger(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: phone });
  const page = await context.newPage();
  await page.goto(productUrl() + address);
  return { context, page };
}

test('a licence: granted, in the wallet, verified at 390 px online and offline, revoked, and then told as revoked', async ({ browser }) => {
  test.setTimeout(240_000);
  const office = await RetailOffice.open(productUrl());
  const number = await office.licence();
  const holder = await signedIn(browser, 'bookshop', '/licences', phone);
  await expect(holder.page.getByText('有效', { exact: true }).first()).toBeVisible();
  await holder.page.screenshot({ path: 'test-results/wallet-390.png', fullPage: true });
  const address = await openNewest(holder.page);
  await expect(holder.page.getByRole('link', { name: '下载证照 PDF' })).toBeVisible({ timeout: 30_000 });
  await holder.page.screenshot({ path: 'test-results/licence-390.png', fullPage: true });
  await holder.page.setViewportSize(desktop);
  await holder.page.screenshot({ path: 'test-results/licence-1440.png', fullPage: true });

  const { context, page } = await stranger(browser, address);
  await expect(page.getByRole('heading', { name: '证照有效' })).toBeVisible();
  await expect(page.getByText('发证机关', { exact: true })).toBeVisible();
  await page.screenshot({ path: 'test-results/verify-valid-390.png', fullPage: true });

  // Without a network the page still opens, and the signature is verified on the device.
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active?.state === 'activated'));
  await page.waitForTimeout(1500);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: '签名真实，未能联网核对状态' })).toBeVisible();
  await page.screenshot({ path: 'test-results/verify-offline-390.png', fullPage: true });
  const [head, body = '', signature] = address.replace('/v/', '').split('.');
  const changed = body.slice(0, 40) + (body[40] === 'A' ? 'B' : 'A') + body.slice(41);
  await page.goto(`${productUrl()}/v/${head}.${changed}.${signature}`);
  await expect(page.getByRole('heading', { name: '不是真实的证照' })).toBeVisible();
  await context.setOffline(false);

  // By what is printed on it, typed.
  const identifier = (
    await holder.page
      .getByText(/^1\.2\.156\.3005\.2\./)
      .first()
      .innerText()
  ).trim();
  await page.goto(`${productUrl()}/verify`);
  await page.getByLabel('电子证照标识').fill(identifier);
  await page.getByLabel('持证主体名称').fill('不是这一家');
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await expect(page.getByRole('heading', { name: '没有找到这份证照' })).toBeVisible();

  // Revoked ex officio: begun with a reason, investigated, decided.
  const reviewer = await signedIn(browser, 'yuelu-reviewer', `/staff/licences/${number}`);
  await reviewer.page.getByRole('button', { name: '依职权撤销' }).click();
  await reviewer.page.getByLabel('原因').fill('以虚假材料取得许可');
  await reviewer.page.getByRole('button', { name: /立\s?案/ }).click();
  await expect(reviewer.page).toHaveURL(/\/staff\/cases\//);
  const caseNumber = new URL(reviewer.page.url()).pathname.split('/').at(-1)!;
  await reviewer.context.close();
  await handle(browser, caseNumber, { login: 'yuelu-reviewer', task: '调查核实', decision: '建议撤销', opinion: '经核实材料系伪造。' });
  const decider = await signedIn(browser, 'yuelu-decider', '/staff');
  await claimTask(decider.page, caseNumber, '决定');
  await decider.page.getByLabel('办理意见').fill('依法撤销。');
  await decider.page.getByRole('group', { name: '可作的决定' }).getByRole('button', { name: '决定撤销' }).click();
  await decider.page.getByRole('dialog').getByRole('button', { name: '决定撤销' }).click();
  await expect(decider.page).toHaveURL(/\/staff$/);
  await decider.context.close();

  await page.goto(productUrl() + address);
  await expect(page.getByRole('heading', { name: '证照已被撤销' })).toBeVisible();
  await page.screenshot({ path: 'test-results/verify-revoked-390.png', fullPage: true });
  await holder.page.reload();
  await expect(holder.page.getByText('已撤销', { exact: true }).first()).toBeVisible();
  await holder.context.close();
  await context.close();
});

test('a licence is used as a material of another application, and the reviewer sees where it comes from', async ({ browser }) => {
  test.setTimeout(180_000);
  await (await RetailOffice.open(productUrl())).licence();
  const { page, context } = await signedIn(browser, 'bookshop', '/', phone);
  await page.goto(`${productUrl()}/items/publication-retail/apply`);
  await page.getByLabel(/岳麓区/).check();
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.waitForURL(/\/apply\/[^/]+$/);
  await page.goto(`${page.url()}/materials`);
  const card = page.getByRole('region', { name: '营业执照' });
  await card.getByRole('button', { name: '从我的证照中选取' }).click();
  await page.screenshot({ path: 'test-results/reuse-390.png' });
  await page.getByRole('dialog').getByRole('button', { name: '使用这份证照' }).first().click();
  await expect(card.getByText('A 级：签发机关数据')).toBeVisible();
  await page.screenshot({ path: 'test-results/reused-390.png', fullPage: true });
  await context.close();
});

test('many are handed out at once from the register', async ({ browser }) => {
  test.setTimeout(180_000);
  const office = await RetailOffice.open(productUrl());
  const licences = [await office.licence(), await office.licence()];
  const { page, context } = await signedIn(browser, 'yuelu-window', '/staff/licences');
  await expect(page.getByRole('heading', { name: '证照登记簿' })).toBeVisible();
  await page.screenshot({ path: 'test-results/register-1440.png', fullPage: true });
  await page.getByRole('link', { name: '批量颁证' }).click();
  await expect(page.getByRole('checkbox', { name: /^选择/ }).nth(1)).toBeVisible();
  await page.getByRole('checkbox', { name: '全选' }).check();
  await page.screenshot({ path: 'test-results/batch-1440.png', fullPage: true });
  await page.getByRole('button', { name: /颁证并送达/ }).click();
  await expect(page.getByText(/已办理 \d+ 件/)).toBeVisible({ timeout: 60_000 });
  for (const number of licences) {
    await page.goto(`${productUrl()}/staff/licences/${number}`);
    await page.getByRole('link', { name: '办件', exact: true }).first().click();
    await expect(page.getByText('已送达', { exact: true }).first()).toBeVisible();
  }
  await context.close();
});
