import { expect, test } from '@playwright/test';
import { programmeUnit, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { StaffClient } from '../run/staff-client.ts';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

test('departments review side by side: each sees its materials first, all see who is where, the applicant a line each', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const url = productUrl();
  const applicant = new Client(url);
  await applicant.signIn('company');
  const { caseNumber } = await submitApplication(applicant, programmeUnit);
  await (await StaffClient.signIn(url, 'hunan-window')).decide(caseNumber, 'accept');
  await (await StaffClient.signIn(url, 'hunan-publicity')).decide(caseNumber, 'pass', { opinion: '管理人员符合条件。' });

  const media = await StaffClient.signIn(url, 'hunan-media');
  const { page } = await signedIn(browser, 'hunan-media', `/staff/tasks/${await media.task(caseNumber)}`, desktop);
  const table = page.getByRole('region', { name: '并联办理' });
  await expect(table.getByText('管理人员符合条件。')).toBeVisible();
  await expect(table.getByText('审查中')).toBeVisible();
  const first = page.locator('.materials li').first();
  await expect(first.getByText('与本部门有关')).toBeVisible();
  await look(page, 'joint-desk-1440');
  await page.setViewportSize(phone);
  await look(page, 'joint-desk-390');

  const own = await signedIn(browser, 'company', `/cases/${caseNumber}`, phone);
  const lines = own.page.getByRole('region', { name: '并联办理' });
  await expect(lines.getByText('已提出意见')).toBeVisible();
  await expect(own.page.getByText('管理人员符合条件。')).toHaveCount(0);
  await look(own.page, 'joint-applicant-390');
});
