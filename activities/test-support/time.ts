import { eq } from 'drizzle-orm';
import { items } from '../../schema/db/tables/index.ts';
import type { ItemGuide } from '../../schema/catalog/item.ts';
import type { Home } from './home.ts';

/** Lets the test server's time pass to a moment; one that lies behind is passed already. */
export async function passTo(home: Home, moment: Date): Promise<void> {
  const left = moment.getTime() - (await home.temporal.currentTimeMs());
  if (left > 0) await home.temporal.sleep(left);
}

/** The test server's time. */
export const timeIn = async (home: Home): Promise<Date> => new Date(await home.temporal.currentTimeMs());

export interface Moment {
  at: Date;
  run: () => Promise<unknown>;
}

/** Lives through moments in the order of their time, whatever order they are written in: what several cases do lies between one another. */
export async function live(home: Home, moments: Moment[]): Promise<void> {
  for (const { at, run } of moments.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    await passTo(home, at);
    await run();
  }
}

/** Changes an item's guide before any of its cases: a limit of its own, joint handling. */
export async function withGuide(home: Home, itemId: string, changes: Partial<ItemGuide>): Promise<void> {
  const [item] = await home.db.select({ guide: items.guide }).from(items).where(eq(items.id, itemId));
  await home.db
    .update(items)
    .set({ guide: { ...item!.guide, ...changes } })
    .where(eq(items.id, itemId));
}
