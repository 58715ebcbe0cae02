import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { StaffClient } from '../run/staff-client.ts';
import { RetailOffice } from '../run/retail-case.ts';
import { desktop, phone, productUrl, signedIn } from '../journeys/pages/sign-in.ts';

/** Who looks at which pages; null is a visitor. `case`, `code`, `task` and `draft` stand for those of one case under review, `licence` for one that was issued. */
const tours: { login: string | null; paths: string[] }[] = [
  {
    login: null,
    paths: [
      '/',
      '/items',
      '/items/publication-retail',
      '/items/not-there',
      '/track',
      '/track?c=case&q=code',
      '/hearings',
      '/party',
      '/party?c=case',
      '/verify',
      '/v/nothing',
      '/nowhere',
      '/staff',
    ],
  },
  {
    login: 'bookshop',
    paths: [
      '/cases',
      '/cases/case',
      '/licences',
      '/licences/licence',
      '/items/publication-licence-change/apply',
      '/cases/case/withdrawal',
      '/cases/case/objection',
      '/cases/case/reach',
      '/items/publication-retail/apply',
      '/apply/draft',
      '/apply/draft/materials',
      '/apply/draft/reach',
      '/apply/draft/check',
    ],
  },
  {
    login: 'yuelu-reviewer',
    paths: [
      '/staff',
      '/staff/mine',
      '/staff/all',
      '/staff/cases',
      '/staff/cases/case',
      '/staff/tasks/task',
      '/staff/inspections',
      '/staff/inspections/visit',
    ],
  },
  {
    login: 'yuelu-supervisor',
    paths: [
      '/staff/incidents',
      '/staff/experts',
      '/staff/cases/case',
      '/staff/licences',
      '/staff/licences/licence',
      '/staff/licences/batch',
    ],
  },
  { login: 'system-admin', paths: ['/staff/calendar'] },
  {
    login: 'designer',
    paths: [
      '/designer',
      '/designer/publication-retail',
      '/designer/publication-retail/versions',
      '/designer/publication-retail/live',
      '/designer/publication-retail/migrations',
    ],
  },
];

const sizes = [
  ['390', phone],
  ['1440', desktop],
] as const;

const names: Record<string, string> = {};

test.beforeAll(async () => {
  const office = await RetailOffice.open(productUrl());
  names.licence = await office.licence();
  const receipt = await office.submit();
  const find = (element: 'Receive' | 'Review') => office.find(receipt.caseNumber, element);
  await expect.poll(() => find('Receive'), { timeout: 30_000 }).not.toBeNull();
  await office.claim('Receive', (await find('Receive'))!);
  await office.complete('Receive', (await find('Receive'))!);
  await expect.poll(() => find('Review'), { timeout: 30_000 }).not.toBeNull();
  await office.claim('Review', (await find('Review'))!);
  const reviewer = await StaffClient.signIn(productUrl(), 'yuelu-reviewer');
  const order = {
    kind: 'siteVisit',
    officers: ['yuelu-reviewer', 'yuelu-reviewer2'],
    place: '麓山路1号',
    points: ['经营场所'],
    law: null,
    note: '',
  };
  const { inspections } = await reviewer.send<{ inspections: { id: string }[] }>(
    'POST',
    `/api/cases/${receipt.caseNumber}/inspections`,
    order,
  );
  names.visit = inspections[0]!.id;
  Object.assign(names, { case: receipt.caseNumber, code: receipt.queryCode, task: (await find('Review'))!, draft: await office.draft() });
});

for (const { login, paths } of tours) {
  test(`${login ?? 'a visitor'}: every page passes axe at both widths, fits them and is silent in the console`, async ({ browser }) => {
    test.setTimeout(240_000);
    const page = login
      ? (await signedIn(browser, login, '/', phone)).page
      : await (await browser.newContext({ viewport: phone })).newPage();
    const said: string[] = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    for (const path of paths) {
      const address = path.replaceAll(/(?<=[/=])(case|code|task|draft|licence|visit)\b(?!-)/g, (word) => names[word]!);
      await page.goto(productUrl() + address);
      for (const [name, viewport] of sizes) {
        await page.setViewportSize(viewport);
        await settled(page);
        const { violations } = await new AxeBuilder({ page }).exclude('.djs-container, .bjs-powered-by').analyze();
        const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${path} ${name} ${id}: ${node.html.slice(0, 160)}`));
        expect.soft(found, path).toEqual([]);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(beyond, `${path}: pixels beyond ${name}`).toBe(0);
        await page.screenshot({ path: `test-results/pages/${name}${path.replaceAll(/[/?&=]/g, '_')}.png`, fullPage: true });
      }
    }
    // What is not there is told as such by the page; the browser notes the answer by itself.
    expect(said.filter((line) => !line.includes('404'))).toEqual([]);
    await page.context().close();
  });
}

/** The page has its heading and nothing loads any more; live pages keep a stream open, so the network is never idle. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1, .ant-result-title').first()).toBeVisible();
  await expect(page.locator('[class*=_loading_], .ant-spin-spinning')).toHaveCount(0);
  await page.waitForTimeout(500);
}
