import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { retail, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { StaffClient } from '../run/staff-client.ts';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

const nameOf = async (client: StaffClient) => (await client.get<{ user: { name: string } }>('/api/session')).user.name;

const sign = async (page: Page, name: string) => {
  await page.getByLabel('签名（请输入您的姓名）').fill(name);
  await page.getByRole('button', { name: '签名确认' }).click();
};

test('an inspection is ordered at a desk, recorded with photos on a phone, signed by two, and read by who decides', async ({ browser }) => {
  test.setTimeout(180_000);
  const url = productUrl();
  const applicant = new Client(url);
  await applicant.signIn('bookshop');
  const { caseNumber } = await submitApplication(applicant, retail);
  await (await StaffClient.signIn(url, 'yuelu-window')).decide(caseNumber, 'accept');
  const first = await StaffClient.signIn(url, 'yuelu-reviewer');
  const second = await StaffClient.signIn(url, 'yuelu-reviewer2');
  const [firstName, secondName] = [await nameOf(first), await nameOf(second)];

  const { page: desk } = await signedIn(browser, 'yuelu-reviewer', `/staff/tasks/${await first.task(caseNumber)}`, desktop);
  await desk.getByRole('button', { name: '组织核查检验' }).click();
  const dialog = desk.getByRole('dialog');
  const choose = async (name: string) => {
    await dialog.getByRole('combobox', { name: '派出人员（至少 2 名）' }).fill(name);
    await desk.locator('.ant-select-item-option').filter({ hasText: name }).click();
  };
  await choose(firstName);
  await dialog.getByLabel('地点').fill('长沙市岳麓区麓山路1号');
  await dialog.getByLabel('核查要点，一行一项').fill('经营场所与申请一致\n面积不少于申请面积');
  await dialog.getByRole('button', { name: '派出' }).click();
  await expect(dialog.getByText('请选择至少 2 名人员')).toBeVisible();
  await choose(secondName);
  await desk.keyboard.press('Escape');
  await expect(dialog.getByText('请选择至少 2 名人员')).toHaveCount(0);
  await look(desk, 'inspection-order-1440');
  await dialog.getByRole('button', { name: '派出' }).click();
  await expect(desk.getByText('已派出，派出人员可在“核查检验”中填写记录')).toBeVisible();
  await look(desk, 'inspection-ordered-1440');

  // On the spot, on a phone.
  const { page: spot } = await signedIn(browser, 'yuelu-reviewer', '/staff/inspections', phone);
  await spot
    .getByRole('link', { name: /实地核查/ })
    .first()
    .click();
  for (const [point, found] of [
    ['经营场所与申请一致', '门牌、产权证明与申请一致。'],
    ['面积不少于申请面积', '现场丈量 121 平方米。'],
  ] as const) {
    const part = spot.getByRole('group', { name: point }).first();
    await part.getByText('符合', { exact: true }).click();
    await part.getByLabel('核查情况').fill(found);
  }
  const photo = { name: '门面.png', mimeType: 'image/png', buffer: await spot.screenshot() };
  await spot.getByLabel('拍照').last().setInputFiles(photo);
  await expect(spot.getByRole('img', { name: '门面.png' })).toBeVisible();
  await spot.getByLabel('说明').fill('店铺正门');
  await spot.getByLabel('拍摄地点（可不填）').fill('麓山路1号');
  await spot.getByLabel('核查结论').fill('现场情况与申请材料一致。');
  await spot.getByText('符合条件', { exact: true }).click();
  await expect(spot.getByText('请先保存记录')).toBeVisible();
  await look(spot, 'inspection-record-390');
  await spot.getByRole('button', { name: '保存记录' }).click();
  await expect(spot.getByText('没有未保存的改动')).toBeVisible();
  await sign(spot, firstName);
  await expect(spot.getByText(`您已签名，等待 ${secondName} 签名`)).toBeVisible();

  // The second sees the first's record and signs it by their own sign-in.
  const path = new URL(spot.url()).pathname;
  const { page: colleague } = await signedIn(browser, 'yuelu-reviewer2', path, phone);
  await expect(colleague.getByText('现场情况与申请材料一致。')).toBeVisible();
  await expect(colleague.getByText(`${firstName} 已签名。记录有任何改动，签名即作废，须重新签。`)).toBeVisible();
  await look(colleague, 'inspection-sign-390');

  // Until then nothing is decided.
  await first.decide(caseNumber, 'pass', { opinion: '待核查后决定' });
  const decider = await StaffClient.signIn(url, 'yuelu-decider');
  const { page: decides } = await signedIn(browser, 'yuelu-decider', `/staff/tasks/${await decider.task(caseNumber)}`, desktop);
  await expect(decides.getByText('核查检验还没有结束，不能作出决定')).toBeVisible();
  await sign(colleague, secondName);
  await expect(colleague.getByText('签名与记录一致')).toBeVisible();
  await look(colleague, 'inspection-closed-390');

  await decides.reload();
  await expect(decides.getByRole('img', { name: '店铺正门' })).toBeVisible();
  await look(decides, 'inspection-decider-1440');
  await expect(decides.getByRole('button', { name: '准予许可' })).toBeEnabled();
});
