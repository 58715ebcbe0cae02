import { expect, test } from '@playwright/test';
import { apply, foreignDrama } from './pages/apply.ts';
import { handle } from './pages/desk.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

for (const [name, viewport] of [
  ['1440', desktop],
  ['390', phone],
] as const) {
  test(`a case at ${name} px: correction, acceptance, first review forwarded, decision, licence, delivery, tracked without sign-in`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const { page, context } = await signedIn(browser, 'company', '/', viewport);
    const { caseNumber, queryCode } = await apply(page, productUrl(), foreignDrama);
    await page.screenshot({ path: `test-results/receipt-${name}.png`, fullPage: true });

    // Somebody without an account follows it by the receipt's two codes, and the page moves by itself.
    const visitor = await (await browser.newContext({ viewport })).newPage();
    await visitor.goto(`${productUrl()}/track?c=${caseNumber}&q=${queryCode}`);
    await expect(visitor.getByText('已提交').first()).toBeVisible();

    await handle(browser, caseNumber, {
      login: 'hunan-window',
      task: '受理审查',
      decision: '告知补正',
      mark: { label: '原名', message: '原名应与版权协议一致' },
    });
    await expect(visitor.getByText('待补正').first()).toBeVisible();

    await page.goto(`${productUrl()}/cases/${caseNumber}`);
    await page.getByRole('link', { name: '现在补正' }).click();
    await expect(page.getByText('原名应与版权协议一致').first()).toBeVisible();
    await page.getByLabel('原名').first().fill('The Far Sea');
    await page.getByRole('button', { name: '提交补正' }).click();
    await expect(page.getByText('补正已提交').or(page.getByText('已提交')).first()).toBeVisible();

    await handle(browser, caseNumber, { login: 'hunan-window', task: '受理审查', decision: '受理' });
    await expect(visitor.getByText('审查中').first()).toBeVisible();
    await handle(browser, caseNumber, {
      login: 'hunan-reviewer',
      task: '省级初审',
      decision: '初审通过并转报',
      opinion: '材料齐全，初审通过。',
    });
    await handle(browser, caseNumber, {
      login: 'national-reviewer',
      task: '国家级审查',
      decision: '审查通过',
      opinion: '内容符合规定。',
      screenshot: `desk-map-${name}.png`,
      viewport,
    });
    await handle(browser, caseNumber, { login: 'national-decider', task: '决定', decision: '准予许可', opinion: '准予许可。' });
    await expect(visitor.getByText('制证中').first()).toBeVisible();
    await handle(browser, caseNumber, { login: 'national-window', task: '送达', decision: '已送达' });

    await expect(visitor.getByText('已送达').first()).toBeVisible();
    await expect(visitor.getByText(/000132018000-national-2026-\d{6}/).first()).toBeVisible();
    // The public view names departments and no person, and shows no answers.
    await expect(visitor.getByText('The Far Sea')).toHaveCount(0);
    await expect(visitor.getByText('李艳')).toHaveCount(0);
    await visitor.screenshot({ path: `test-results/tracked-${name}.png`, fullPage: true });
    await page.goto(`${productUrl()}/cases/${caseNumber}`);
    await expect(page.getByText(/000132018000-national-2026-\d{6}/).first()).toBeVisible();
    await page.screenshot({ path: `test-results/case-${name}.png`, fullPage: true });
    await context.close();
    await visitor.context().close();
  });
}
