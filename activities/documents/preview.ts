import { eq, lt } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { documentPreviews } from '../../schema/db/tables/index.ts';
import { failureOf } from './failure.ts';
import { printableOf } from './issue-document.ts';
import type { Press } from './issue-document.ts';

/** How long a preview is kept, ms. */
const kept = 10 * 60_000;

/** Draws a preview that a designer has asked for and puts it beside the question; what keeps it from being drawn is its answer too. */
export async function drawPreview({ db, pool, publicUrl, now }: Press, previewId: string): Promise<void> {
  const [asked] = await db.select().from(documentPreviews).where(eq(documentPreviews.id, previewId));
  if (!asked || asked.pdf !== null) return;
  let answer: Partial<typeof documentPreviews.$inferInsert>;
  try {
    const { pdf, svg } = await pool.preview(printableOf(asked.template, asked.fields, publicUrl, now()));
    answer = { pdf: Buffer.from(pdf).toString('base64'), svg };
  } catch (error) {
    const { code, message } = failureOf(error);
    answer = { failureCode: code, failure: message };
  }
  await db.update(documentPreviews).set(answer).where(eq(documentPreviews.id, previewId));
}

export async function clearPreviews(db: Database, now: Date): Promise<void> {
  await db.delete(documentPreviews).where(lt(documentPreviews.createdAt, new Date(now.getTime() - kept)));
}
