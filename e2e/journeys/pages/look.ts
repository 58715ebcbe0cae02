import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Takes a picture of a page, and holds that axe finds nothing on it and that it fits its width. */
export async function look(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).exclude('.djs-container, .bjs-powered-by').analyze();
  expect
    .soft(
      violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)),
      name,
    )
    .toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(beyond, `${name}: pixels beyond the window`).toBe(0);
}
