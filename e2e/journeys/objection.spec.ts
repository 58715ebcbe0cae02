import { expect, test } from '@playwright/test';
import { film, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { StaffClient } from '../run/staff-client.ts';
import { look } from './pages/look.ts';
import { phone, productUrl, signedIn } from './pages/sign-in.ts';

test('a denial is received on a phone, objected to, reviewed by other people and revoked', async ({ browser }) => {
  test.setTimeout(150_000);
  const url = productUrl();
  const applicant = new Client(url);
  await applicant.signIn('company');
  const { caseNumber } = await submitApplication(applicant, film);
  const because = { opinion: '内容不符合规定。' };
  await (await StaffClient.signIn(url, 'hunan-window')).decide(caseNumber, 'accept');
  await (await StaffClient.signIn(url, 'hunan-reviewer')).decide(caseNumber, 'fail', because);
  await (await StaffClient.signIn(url, 'hunan-decider')).decide(caseNumber, 'deny', because);

  const { page, context } = await signedIn(browser, 'company', `/cases/${caseNumber}`, phone);
  await expect(page.getByText('请先签收决定书：异议期限自签收之日起计算。')).toBeVisible();
  const received = page.getByRole('button', { name: '确认收到《不予许可决定书》' });
  // Its paper is made after the decision, and does not wake the page.
  await expect(async () => {
    await page.reload();
    await expect(received).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await received.click();
  await expect(page.getByRole('link', { name: '提出异议' })).toBeVisible();
  await look(page, 'objection-case-390');

  await page.getByRole('link', { name: '提出异议' }).click();
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('link', { name: '请填写异议理由' })).toBeVisible();
  await page.getByLabel('异议理由').fill('影片已经按意见修改，请复核。');
  await look(page, 'objection-form-390');
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('link', { name: '查看被复核的原办件' })).toBeVisible();
  const review = new URL(page.url()).pathname.split('/').at(-1)!;
  expect(review).not.toBe(caseNumber);

  await (await StaffClient.signIn(url, 'hunan-reviewer2')).decide(review, 'pass', because);
  await (await StaffClient.signIn(url, 'hunan-decider2')).decide(review, 'grant', because);
  await page.goto(`${url}/cases/${caseNumber}`);
  await expect(page.getByText('您已经提出异议。')).toBeVisible();
  await page.getByRole('link', { name: '查看复核办件' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('复核');
  await look(page, 'objection-review-390');
  await context.close();
});
