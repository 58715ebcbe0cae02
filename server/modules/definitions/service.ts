import { and, desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { DefinitionDraft, DefinitionSummary, DefinitionVersion, Finding } from '../../../schema/contracts/definitions.ts';
import { definitionDrafts, definitions, items } from '../../../schema/db/tables/index.ts';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { compileForItem } from '../../../workflows/compile/compile-for-item.ts';
import { engineVersion } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { compiled } from './compiled.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';
import { findBpmn, findDraft, findRunning, findSummaries, findVersions } from './repo.ts';

/** A designer's clock that is a little behind ours has not asked for the past. */
const toleranceMs = 60_000;

interface Designer {
  id: string;
  name: string;
}

/** Definitions as designers work with them: one draft an item, versions that never change, cases that stay on theirs. */
export class Definitions {
  constructor(private readonly services: Pick<Services, 'database' | 'now'>) {}

  async list(): Promise<DefinitionSummary[]> {
    const rows = await findSummaries(this.db, this.services.now());
    return rows.map(({ guide, publishedAt, ...row }) => ({ ...row, itemName: guide.name, publishedAt: publishedAt.toISOString() }));
  }

  /** Newest first. Refuses with `not-found` for an item without a definition. */
  async versions(itemId: string): Promise<DefinitionVersion[]> {
    const now = this.services.now();
    const rows = await findVersions(this.db, itemId);
    if (rows.length === 0) throw new Refusal('not-found');
    const inForce = rows.find((row) => row.effectiveAt <= now)?.version;
    return rows.map((row) => ({
      ...row,
      publishedAt: row.publishedAt.toISOString(),
      effectiveAt: row.effectiveAt.toISOString(),
      inForce: row.version === inForce,
    }));
  }

  async version(itemId: string, version: number): Promise<DefinitionVersion & { bpmn: string }> {
    const found = (await this.versions(itemId)).find((one) => one.version === version);
    const bpmn = await findBpmn(this.db, itemId, version);
    if (!found || bpmn === undefined) throw new Refusal('not-found');
    return { ...found, bpmn };
  }

  /** The draft being edited; begun from the version in force when there is none, and then not stored until it is saved. */
  async draft(itemId: string): Promise<z.infer<typeof DefinitionDraft>> {
    const found = await findDraft(this.db, itemId);
    if (found) {
      const { draft, guide, updatedBy } = found;
      return {
        itemId,
        itemName: guide.name,
        bpmn: draft.bpmn,
        base: draft.base,
        revision: draft.revision,
        updatedAt: draft.updatedAt.toISOString(),
        updatedBy,
      };
    }
    const summary = (await this.list()).find((one) => one.itemId === itemId);
    if (!summary) throw new Refusal('not-found');
    const published = await this.version(itemId, summary.version);
    return {
      itemId,
      itemName: summary.itemName,
      bpmn: published.bpmn,
      base: published.version,
      revision: 0,
      updatedAt: published.publishedAt,
      updatedBy: published.publishedBy,
    };
  }

  /** Saves a draft that is still at `revision`; another designer's later save is refused as `definition-draft-stale`, with who it was. */
  async save(designer: Designer, itemId: string, bpmn: string, revision: number): Promise<DefinitionDraft> {
    const now = this.services.now();
    const base = await definitionInForce(this.db, itemId, now).catch(() => {
      throw new Refusal('not-found');
    });
    const saved = await this.db.transaction(async (tx) => {
      const values = { itemId, base: base.version, bpmn, revision: revision + 1, updatedBy: designer.id, updatedAt: now };
      if (revision === 0) return tx.insert(definitionDrafts).values(values).onConflictDoNothing().returning();
      return tx
        .update(definitionDrafts)
        .set({ bpmn, revision: revision + 1, updatedBy: designer.id, updatedAt: now })
        .where(and(eq(definitionDrafts.itemId, itemId), eq(definitionDrafts.revision, revision)))
        .returning();
    });
    if (saved.length === 0) throw await this.stale(itemId);
    return this.draft(itemId);
  }

  async discard(itemId: string): Promise<void> {
    await this.db.delete(definitionDrafts).where(eq(definitionDrafts.itemId, itemId));
  }

  async check(itemId: string, bpmn: string): Promise<Finding[]> {
    const checked = compileForItem(bpmn, await this.limits(this.db, itemId));
    return 'refused' in checked ? checked.refused : [];
  }

  /**
   * Publishes the draft at `revision` as the next version, in force at once or from `effectiveAt`. Immutable from then on.
   * Refuses with `definition-refused` and every finding, `definition-draft-stale`, `effective-date-past`.
   */
  async publish(
    designer: Designer,
    itemId: string,
    asked: { revision: number; note: string; effectiveAt: string | null },
  ): Promise<DefinitionVersion> {
    const now = this.services.now();
    const effectiveAt = asked.effectiveAt ? new Date(asked.effectiveAt) : now;
    if (effectiveAt.getTime() < now.getTime() - toleranceMs) throw new Refusal('effective-date-past');
    const version = await this.db.transaction(async (tx) => {
      const [draft] = await tx.select().from(definitionDrafts).where(eq(definitionDrafts.itemId, itemId)).for('update');
      if (!draft || draft.revision !== asked.revision) throw await this.stale(itemId);
      const next = await this.insertVersion(tx, designer, draft.bpmn, { itemId, note: asked.note, effectiveAt, now });
      await tx.delete(definitionDrafts).where(eq(definitionDrafts.itemId, itemId));
      return next;
    });
    return (await this.versions(itemId)).find((one) => one.version === version)!;
  }

  running(itemId: string) {
    return findRunning(this.db, itemId, this.services.now());
  }

  private async insertVersion(
    tx: Transaction,
    designer: Designer,
    bpmn: string,
    { itemId, note, effectiveAt, now }: { itemId: string; note: string; effectiveAt: Date; now: Date },
  ): Promise<number> {
    const program = compiled(bpmn, await this.limits(tx, itemId));
    const [last] = await tx
      .select({ version: definitions.version })
      .from(definitions)
      .where(eq(definitions.itemId, itemId))
      .orderBy(desc(definitions.version))
      .limit(1);
    const version = (last?.version ?? 0) + 1;
    await tx.insert(definitions).values({
      id: `${itemId}.${version}`,
      itemId,
      version,
      hash: program.hash,
      bpmn,
      program,
      engineVersion,
      note,
      publishedBy: designer.id,
      publishedAt: now,
      effectiveAt,
    });
    return version;
  }

  /** What the item promises: its stages must fit into it. */
  private async limits(db: Database | Transaction, itemId: string): Promise<ItemGuide> {
    const [item] = await db.select({ guide: items.guide }).from(items).where(eq(items.id, itemId));
    if (!item) throw new Refusal('not-found');
    return item.guide;
  }

  private async stale(itemId: string): Promise<Refusal> {
    const found = await findDraft(this.db, itemId);
    return new Refusal('definition-draft-stale', { by: found?.updatedBy ?? '', revision: found?.draft.revision ?? 0 });
  }

  private get db() {
    return this.services.database.db;
  }
}
