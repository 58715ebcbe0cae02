import { expect, test } from '@playwright/test';
import { film, submitApplication } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { StaffClient } from '../run/staff-client.ts';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

interface Panel {
  panels: { members: { id: string; name: string }[] }[];
}

test('experts are drawn in the dialog, one leaves, each signs on a phone, and the decider reads their table', async ({ browser }) => {
  test.setTimeout(180_000);
  const url = productUrl();
  const applicant = new Client(url);
  await applicant.signIn('company');
  const { caseNumber } = await submitApplication(applicant, film);
  await (await StaffClient.signIn(url, 'hunan-window')).decide(caseNumber, 'accept');
  const clerk = await StaffClient.signIn(url, 'hunan-reviewer');
  const reviewTask = await clerk.task(caseNumber);

  // The draw, and the procedure that the item's law has for it.
  const reviewer = await signedIn(browser, 'hunan-reviewer', `/staff/tasks/${reviewTask}`, desktop);
  const desk = reviewer.page;
  await desk.getByRole('button', { name: '提交专家评审' }).click();
  await expect(desk.getByText('请先抽取评审专家')).toBeVisible();
  await desk.getByRole('button', { name: '抽取评审专家' }).click();
  await expect(desk.getByRole('radio', { name: /停止计算，所需时间 15 个工作日/ })).toBeChecked();
  await look(desk, 'experts-draw-1440');
  await desk.getByRole('dialog').getByRole('button', { name: '抽取评审专家' }).click();
  await expect(desk.getByText('已抽取 5 名专家，并已启动专家评审程序')).toBeVisible();
  await expect(desk.getByRole('region', { name: '抽取的专家' }).getByRole('listitem')).toHaveCount(5);
  await desk.getByRole('tab', { name: '专家评审' }).click();
  await desk.getByText('抽取记录：谁参加抽取').click();
  await expect(desk.getByText('候补，第 6 位')).toBeVisible();
  await expect(desk.getByText('请先抽取评审专家')).toHaveCount(0);
  await look(desk, 'experts-drawn-1440');
  await desk.setViewportSize(phone);
  await look(desk, 'experts-drawn-390');
  await desk.setViewportSize(desktop);
  await desk.getByRole('button', { name: '提交专家评审' }).click();
  await expect(desk).toHaveURL(/\/staff$/);

  const members = async () => (await clerk.get<Panel>(`/api/cases/${caseNumber}/experts`)).panels[0]!.members;
  const [leaving, signing, ...others] = await members();

  // One cannot take part: the next of the draw comes in.
  const leaver = await StaffClient.signIn(url, leaving!.id);
  const left = await signedIn(browser, leaving!.id, `/staff/tasks/${await leaver.task(caseNumber)}`, phone);
  await left.page.getByRole('button', { name: '不能参加评审' }).click();
  await left.page.getByRole('dialog').getByLabel('理由').fill('与片方有合作');
  await look(left.page, 'experts-decline-390');
  await left.page.getByRole('dialog').getByRole('button', { name: '不能参加评审' }).click();
  await expect(left.page.getByText('已退出评审，由下一顺位的专家接替')).toBeVisible();

  // Another signs, on a phone.
  const signer = await StaffClient.signIn(url, signing!.id);
  const theirs = await signer.task(caseNumber);
  const signed = await signedIn(browser, signing!.id, `/staff/tasks/${theirs}`, phone);
  await signed.page.getByLabel('办理意见').fill('题材积极，建议准予公映。');
  await signed.page.getByRole('button', { name: '同意', exact: true }).click();
  await expect(signed.page.getByText('请输入您本人的姓名作为签名')).toBeVisible();
  await signed.page.getByLabel('签名（请输入您的姓名）').fill(signing!.name);
  await look(signed.page, 'experts-sign-390');
  await signed.page.setViewportSize(desktop);
  await look(signed.page, 'experts-sign-1440');
  await signed.page.getByRole('button', { name: '同意', exact: true }).click();
  await expect(signed.page).toHaveURL(/\/staff$/);

  // A colleague on the panel does not read it yet.
  const [other] = others;
  const colleague = await StaffClient.signIn(url, other!.id);
  const sealed = await signedIn(browser, other!.id, `/staff/tasks/${await colleague.task(caseNumber)}`, phone);
  await sealed.page.getByRole('tab', { name: '专家评审' }).click();
  await expect(sealed.page.getByText('全部专家表决后可见').first()).toBeVisible();
  await expect(sealed.page.getByText('题材积极')).toHaveCount(0);
  await look(sealed.page, 'experts-sealed-390');

  const vote = async ({ id, name }: { id: string; name: string }, decision: string, opinion: string) =>
    (await StaffClient.signIn(url, id)).decide(caseNumber, decision, { opinion, signedName: name });
  await vote(other!, 'reject', '片中个别情节需要修改，建议不予通过。');
  for (const one of others.slice(1)) await vote(one, 'approve', '同意公映。');

  const decider = await StaffClient.signIn(url, 'hunan-decider');
  const decides = await signedIn(browser, 'hunan-decider', `/staff/tasks/${await decider.task(caseNumber)}`, desktop);
  await decides.page.getByRole('tab', { name: '专家评审' }).click();
  await expect(decides.page.getByText('同意 3、不同意 1、弃权 0')).toBeVisible();
  await expect(decides.page.getByText('评审通过')).toBeVisible();
  await expect(decides.page.getByText('签名与内容一致')).toHaveCount(4);
  await look(decides.page, 'experts-opinions-1440');
  await decides.page.setViewportSize(phone);
  await look(decides.page, 'experts-opinions-390');
});
