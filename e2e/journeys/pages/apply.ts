import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { onePagePdf } from '../../run/one-page-pdf.ts';

export interface Application {
  itemId: string;
  office: RegExp;
  /** By label, section by section; radios and checkboxes are named in `choices`. */
  sections: { texts: Record<string, string>; choices?: string[] }[];
}

export const foreignDrama: Application = {
  itemId: 'foreign-drama-import',
  office: /湖南省/,
  sections: [
    {
      texts: {
        申请单位名称: '湖南示例文化传媒有限公司',
        统一社会信用代码: '91430104MA4L0DEM0C',
        法定代表人: '王五',
        '省（自治区、直辖市）': '湖南省',
        '市（州、盟）': '长沙市',
        街道: '麓山路1号',
      },
    },
    { texts: { 节目名称: '远方的海', 原名: 'The Distant Sea', 国家或地区: '示例国', 集数: '24', 版权期限: '2030-12-31' } },
    { texts: { 联系人姓名: '王五', 联系电话: '13900005678' }, choices: ['网上领取电子证照'] },
  ],
};

export interface Receipt {
  caseNumber: string;
  queryCode: string;
}

/** Goes through the whole application as an applicant does: office, sections, materials, check, declaration, receipt. */
export async function apply(page: Page, url: string, application: Application): Promise<Receipt> {
  await page.goto(`${url}/items/${application.itemId}/apply`);
  await page.getByLabel(application.office).first().check();
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.waitForURL(/\/apply\/[^/]+/);
  await page.getByRole('link', { name: /申请人/ }).click();
  for (const section of application.sections) {
    for (const [label, text] of Object.entries(section.texts)) await page.getByLabel(label).first().fill(text);
    for (const choice of section.choices ?? []) await page.getByLabel(choice).check();
    await page.getByRole('button', { name: '保存并继续' }).click();
  }
  await uploadAll(page);
  await page
    .getByRole('button', { name: '继续' })
    .or(page.getByRole('link', { name: '继续', exact: true }))
    .first()
    .click();
  if (!page.url().endsWith('/check')) await page.getByRole('link', { name: '核对全部内容' }).click();
  await page.getByLabel(/我声明/).check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByRole('heading', { name: '申请已提交' })).toBeVisible();
  const text = (await page.locator('main').innerText()).replaceAll(/\s/g, '');
  const caseNumber = /[0-9A-Z]{31}\d{12}/.exec(text)?.[0];
  const queryCode = /查询码(\d{8})/.exec(text)?.[1];
  if (!caseNumber || !queryCode) throw new Error(`no numbers on the receipt: ${text.slice(0, 300)}`);
  return { caseNumber, queryCode };
}

/** One small PDF for every material that must be given. */
async function uploadAll(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: '上传材料' })).toBeVisible();
  const inputs = page.locator('input[type=file]');
  await expect(inputs.first()).toBeAttached();
  const count = await inputs.count();
  for (let at = 0; at < count; at++) {
    const name = `material-${at + 1}.pdf`;
    await inputs.nth(at).setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf(name)) });
    await expect(page.getByText(name).first()).toBeVisible();
    await expect(page.getByRole('button', { name: `删除文件 ${name}` })).toBeVisible();
  }
}
