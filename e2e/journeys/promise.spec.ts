import { expect, test } from '@playwright/test';
import { retail } from '../run/application.ts';
import { Client } from '../run/client.ts';
import { onePagePdf } from '../run/one-page-pdf.ts';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

for (const [name, viewport] of [
  ['1440', desktop],
  ['390', phone],
] as const) {
  test(`a promise at ${name} px: signed instead of a material, handed in later, checked at the desk`, async ({ browser }) => {
    test.setTimeout(180_000);
    const client = new Client(productUrl());
    await client.signIn('bookshop');
    const { itemId, organisationId, answers } = retail;
    const draft = await client.send<{ id: string; revision: number }>('POST', '/api/drafts', { itemId, organisationId });
    for (const code of ['application-form', 'business-licence', 'identity'])
      await client.upload(`draft:${draft.id}`, code, onePagePdf(code));
    const saved = await client.send<{ revision: number }>('PATCH', `/api/drafts/${draft.id}`, { revision: draft.revision, answers });

    const applicant = await signedIn(browser, 'bookshop', `/apply/${draft.id}/materials`, viewport);
    const card = applicant.page.getByRole('region', { name: '经营场所使用证明' });
    await card.getByText('暂时没有这份材料？').click();
    await card.getByRole('button', { name: '签署承诺' }).click();
    await expect(card.getByText('请先勾选同意')).toBeVisible();
    await look(applicant.page, `promise-offer-${name}`);
    await card.getByLabel('我同意并签署这份承诺').check();
    await card.getByRole('button', { name: '签署承诺' }).click();
    await expect(card.getByText(/已签署承诺，.*前补交/)).toBeVisible();
    await look(applicant.page, `promise-signed-${name}`);

    const receipt = await client.send<{ caseNumber: string }>(
      'POST',
      `/api/drafts/${draft.id}/submit`,
      { revision: saved.revision, declaration: true },
      `submit-${draft.id}`,
    );
    await applicant.page.goto(`${productUrl()}/cases/${receipt.caseNumber}`);
    const mine = applicant.page.getByRole('region', { name: '承诺补交的材料' });
    await expect(mine.getByText('待补交', { exact: true })).toBeVisible();
    await look(applicant.page, `promise-case-${name}`);
    const pdf = { name: 'premises.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf('premises')) };
    await mine.locator('input[type=file]').setInputFiles(pdf);
    await expect(mine.getByText('已上传 premises.pdf')).toBeVisible();
    await mine.getByRole('button', { name: '确认补交“经营场所使用证明”' }).click();
    await expect(mine.getByText('已补交，待核查')).toBeVisible();

    const desk = await signedIn(browser, 'yuelu-window', `/staff/cases/${receipt.caseNumber}`, viewport);
    const panel = desk.page.getByRole('region', { name: '承诺补交的材料' });
    await panel.getByRole('button', { name: '不符合要求' }).click();
    await expect(panel.getByText('请说明不符合要求的理由')).toBeVisible();
    await look(desk.page, `promise-desk-${name}`);
    await panel.getByRole('button', { name: '核查通过' }).click();
    await expect(panel.getByText('已核查')).toBeVisible();
    // The applicant's page moves by itself.
    await expect(mine.getByText('已核查')).toBeVisible();
  });
}
