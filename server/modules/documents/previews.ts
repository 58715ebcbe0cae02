import { and, eq, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Preview } from '../../../schema/contracts/documents.ts';
import { documentPreviews } from '../../../schema/db/tables/index.ts';
import { sampleFields } from '../../../schema/documents/fill-template.ts';
import type { Template } from '../../../schema/documents/template.ts';
import { Refusal } from '../../errors.ts';
import type { Services } from '../../services.ts';

/** How long a reader is kept waiting for a preview, ms, and how often it is looked for. */
const patience = 10_000;
const step = 60;

/**
 * Previews are drawn by the worker, with what draws the real documents, and never in the API's own thread: the question is a row and a job
 * of the queue, the answer is in the row. Nothing else leads from the API to the worker.
 */
export class Previews {
  constructor(private readonly services: Pick<Services, 'database' | 'now'>) {}

  /** Asks for a preview of a template with its kind's sample data; gives its id. */
  async ask(ownerId: string, template: Template): Promise<string> {
    const id = nanoid();
    const { kind } = template;
    await this.services.database.db.transaction(async (tx) => {
      await tx.insert(documentPreviews).values({ id, ownerId, template, fields: sampleFields(kind), createdAt: this.services.now() });
      const payload = JSON.stringify({ previewId: id });
      // Somebody is waiting: before the documents of the day. Nobody is, any more, by the time that a second attempt would come.
      await tx.execute(sql`select graphile_worker.add_job('previewDocument', ${payload}::json, priority => -10, max_attempts => 1)`);
    });
    return id;
  }

  /** Waits for a preview of the reader's own for some seconds; `pending` when it is not there by then. */
  async result(ownerId: string, id: string): Promise<Preview> {
    const until = Date.now() + patience;
    for (;;) {
      const row = await this.get(ownerId, id);
      if (row.failureCode !== null) return { state: 'failed', svg: null, failure: { code: row.failureCode, message: row.failure ?? '' } };
      if (row.pdf !== null) return { state: 'drawn', svg: row.svg, failure: null };
      if (Date.now() > until) return { state: 'pending', svg: null, failure: null };
      await new Promise((resolve) => setTimeout(resolve, step));
    }
  }

  /** The PDF of a preview that has been drawn. Refuses with `not-found` while it has not. */
  async pdf(ownerId: string, id: string): Promise<Buffer> {
    const { pdf } = await this.get(ownerId, id);
    if (pdf === null) throw new Refusal('not-found');
    return Buffer.from(pdf, 'base64');
  }

  private async get(ownerId: string, id: string): Promise<typeof documentPreviews.$inferSelect> {
    const [found] = await this.services.database.db
      .select()
      .from(documentPreviews)
      .where(and(eq(documentPreviews.id, id), eq(documentPreviews.ownerId, ownerId)));
    if (!found) throw new Refusal('not-found');
    return found;
  }
}
