import { eq } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { definitions } from './tables/index.ts';

/** Gives the JSON of a published program by its hash, from memory after the first time: it never changes. */
export function programSource(db: Database): (hash: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (hash) => {
    const before = known.get(hash);
    if (before) return before;
    const [found] = await db.select({ program: definitions.program }).from(definitions).where(eq(definitions.hash, hash)).limit(1);
    if (!found) throw new Error(`no definition has the hash ${hash}`);
    const text = JSON.stringify(found.program);
    known.set(hash, text);
    return text;
  };
}
