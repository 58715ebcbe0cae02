import type { Browser, BrowserContext, Page } from '@playwright/test';

export const productUrl = (): string => {
  const url = process.env.PRODUCT_URL;
  if (!url) throw new Error('PRODUCT_URL is not set: run the journeys with npm run journeys');
  return url;
};

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** Signs a demo account in through the issuer's own page, and lands on `path`. A context of its own: its own cookies. */
export async function signedIn(
  browser: Browser,
  login: string,
  path: string,
  viewport = desktop,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(`${productUrl()}/auth/login?returnTo=${encodeURIComponent(path)}`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('demo');
  await page.locator('button[name=typed]').click();
  await page.waitForURL((url) => url.href.startsWith(productUrl()) && !url.pathname.startsWith('/auth'));
  return { page, context };
}
