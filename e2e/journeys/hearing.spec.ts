import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import type { Status } from '../run/product.ts';
import { RetailOffice } from '../run/retail-case.ts';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

const later = { timeout: 60_000 };

/** The product's own database: what a third party reads on paper, and time, which no page can move. */
async function database() {
  const { ports } = JSON.parse(await readFile(path.join(process.env.PRODUCT_DATA!, 'run.json'), 'utf8')) as Status;
  return postgres(`postgres://approval@127.0.0.1:${ports.postgres}/approval`, { max: 1 });
}

test('a hearing: a third party is told, the applicant asks on a phone, the desk sets the date, the record is signed and closed', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const office = await RetailOffice.open(productUrl());
  const { caseNumber } = await office.submit();
  await expect.poll(() => office.find(caseNumber, 'Receive'), later).not.toBeNull();
  const taskId = (await office.find(caseNumber, 'Receive'))!;
  await office.claim('Receive', taskId);
  await office.complete('Receive', taskId);

  // At the desk: a third party is named, the right is told.
  const desk = await signedIn(browser, 'yuelu-reviewer', `/staff/cases/${caseNumber}`, desktop);
  const panel = desk.page.getByRole('region', { name: '听证与利害关系人' });
  await panel.getByRole('button', { name: '告知利害关系人' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '告知利害关系人' }).click();
  await expect(dialog.getByText('请填写这一项').first()).toBeVisible();
  await dialog.getByLabel('姓名或者名称').fill('隔壁茶馆');
  await dialog.getByLabel('关系何种重大利益').fill('与申请的经营场所共用消防通道');
  await dialog.getByRole('button', { name: '告知利害关系人' }).click();
  await expect(panel.getByText('隔壁茶馆')).toBeVisible();
  await expect(panel.getByText('暂不能作出决定')).toBeVisible();
  await panel.getByRole('button', { name: '告知听证权利' }).click();
  await dialog.getByLabel('拟作出的决定').fill('不予许可');
  await dialog.getByLabel('理由').fill('经营场所占用相邻经营者的消防通道。');
  await dialog.getByRole('button', { name: '告知听证权利' }).click();
  await expect(panel.getByText('等待答复')).toBeVisible();
  await look(desk.page, 'hearing-told-1440');

  // The applicant, on a phone.
  const applicant = await signedIn(browser, 'bookshop', `/cases/${caseNumber}`, phone);
  const card = applicant.page.getByRole('region', { name: '听证', exact: true });
  const served = applicant.page.getByRole('region', { name: '送达与救济期限' });
  await served.getByRole('button', { name: '确认收到《听证权利告知书》' }).click(later);
  await expect(card.getByText(/请在.*前答复/)).toBeVisible();
  await look(applicant.page, 'hearing-rights-390');
  await card.getByLabel('理由（选填）').fill('愿意当面说明整改情况');
  await card.getByRole('button', { name: '要求听证' }).click();
  await expect(card.getByText('您已要求听证。')).toBeVisible();
  await expect(card.getByText('听证期间，作出决定的期限停止计算')).toBeVisible(later);

  // The third party, with the code of the notice.
  const sql = await database();
  const [paper] =
    await sql`select fields ->> 'accessCode' as code from documents where case_number = ${caseNumber} and kind = 'partyNotice'`;
  const party = await (await browser.newContext({ viewport: phone, locale: 'zh-CN' })).newPage();
  await party.goto(`${productUrl()}/party?c=${caseNumber}`);
  await party.getByRole('button', { name: '进入' }).click();
  await expect(party.getByRole('link', { name: '请填写查询码' })).toBeVisible();
  await party.getByLabel('查询码').fill('12345678');
  await party.getByRole('button', { name: '进入' }).click();
  await expect(party.getByText('没有找到')).toBeVisible();
  await look(party, 'hearing-party-form-390');
  await party.getByLabel('查询码').fill(String(paper!.code));
  await party.getByRole('button', { name: '进入' }).click();
  // Their paper opens by a link of their own page.
  const paperLink = party.getByRole('link', { name: '查看《利害关系人告知书》' });
  await expect(paperLink).toBeVisible(later);
  await look(party, 'hearing-party-papers-390');
  const pdf = await party.request.get(productUrl() + (await paperLink.getAttribute('href'))!);
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  await party.getByRole('button', { name: '确认收到《利害关系人告知书》' }).click(later);
  await expect(party.getByText('已确认收到').first()).toBeVisible();
  await party.getByLabel('您的意见').fill('请先恢复消防通道。');
  await party.getByRole('button', { name: '提交意见' }).click();
  await expect(party.getByText('您的意见已送达办理机关。')).toBeVisible();
  await look(party, 'hearing-party-390');

  // The date: the reviewer can't be the officer, and says why.
  await expect(panel.getByText('请先恢复消防通道。')).toBeVisible();
  await expect(desk.page.getByRole('button', { name: '结束特别程序' })).toBeDisabled();
  await panel.getByRole('button', { name: '确定听证时间' }).click();
  await dialog.getByLabel('地点').fill('岳麓区政务服务中心三楼听证室');
  await dialog.getByLabel('主持人').click();
  await expect(desk.page.getByTitle(/崔艳（办理过这个办件，不能主持听证）/)).toBeVisible();
  await desk.page.getByTitle('邱磊').click();
  await dialog.getByRole('button', { name: '确定听证时间' }).click();
  await expect(panel.getByText('时间已定')).toBeVisible();
  await look(desk.page, 'hearing-scheduled-1440');
  await expect(card.getByText('听证室')).toBeVisible();
  await expect(card.getByRole('link', { name: '申请主持人回避' })).toBeVisible();
  await look(applicant.page, 'hearing-notice-390');
  await served.getByRole('button', { name: '确认收到《听证通知书》' }).click(later);
  await party.reload();
  await party.getByLabel('查询码').fill(String(paper!.code));
  await party.getByRole('button', { name: '进入' }).click();
  await party.getByRole('button', { name: '确认收到《听证通知书》' }).click(later);
  await expect(party.getByRole('button', { name: /确认收到《听证通知书》/ })).toBeHidden();

  await party.goto(`${productUrl()}/hearings`);
  await expect(party.getByText('岳麓区政务服务中心三楼听证室')).toBeVisible();
  await look(party, 'hearing-coming-390');

  // Ten days on.
  await sql`update services set delivered_at = delivered_at - interval '10 days' where document_id like ${`${caseNumber}.h.n.%`} and state = 'delivered'`;
  await sql`update hearings set held_at = now() - interval '1 hour' where case_number = ${caseNumber}`;
  await sql.end();
  const officer = await signedIn(browser, 'yuelu-supervisor', `/staff/cases/${caseNumber}`, desktop);
  const held = officer.page.getByRole('region', { name: '听证与利害关系人' });
  await held.getByRole('button', { name: '写听证笔录' }).click();
  const writing = officer.page.getByRole('dialog');
  await writing.getByLabel('记录人').fill('赵六');
  await writing.getByLabel('陈述与质证').fill('隔壁茶馆：消防通道被货架占用。\n岳麓示例书店：已于昨日清空，照片当庭提交。');
  await writing.getByRole('button', { name: '写听证笔录' }).click();
  await expect(held.getByText('待确认笔录')).toBeVisible();
  await expect(held.getByRole('button', { name: '办结听证' })).toBeDisabled();

  await applicant.page.reload();
  await card.getByRole('button', { name: '确认并签名' }).click();
  await expect(card.getByText('请写下姓名')).toBeVisible();
  await card.getByLabel('签名（本人姓名）').fill('李四');
  await look(applicant.page, 'hearing-record-390');
  await card.getByRole('button', { name: '确认并签名' }).click();
  await expect(card.getByText(/您已于.*确认笔录并签名/)).toBeVisible();
  await held.getByRole('button', { name: '注明签字情况：隔壁茶馆' }).click();
  await writing.getByLabel('拒绝签字').check();
  await writing.getByLabel('说明').fill('认为记录不全');
  await writing.getByRole('button', { name: '注明签字情况' }).click();
  await held.getByRole('button', { name: '办结听证' }).click();
  await writing.getByRole('button', { name: '办结听证' }).click();
  await expect(held.getByText(/听证笔录 .*听录字.* 已出具/)).toBeVisible();
  await expect(card.getByText(/已出具，机关应当根据笔录作出决定/)).toBeVisible(later);
  await look(applicant.page, 'hearing-closed-390');
});
