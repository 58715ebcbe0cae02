import { and, eq } from 'drizzle-orm';
import type { TemplateDraft, TemplateSummary, TemplateVersion } from '../../../schema/contracts/documents.ts';
import { documentTemplateDrafts, documentTemplates, items } from '../../../schema/db/tables/index.ts';
import { checkTemplate } from '../../../schema/documents/check-template.ts';
import { hashTemplate } from '../../../schema/documents/hash-template.ts';
import { documentKindIds } from '../../../schema/documents/kind-ids.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { everyItem } from '../../../schema/documents/template.ts';
import type { Template } from '../../../schema/documents/template.ts';
import { Refusal } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { findDraft, findDrafts, findInForce, findVersions, isDraftOf } from './template-repo.ts';
import type { TemplateKey } from './template-repo.ts';

/** A designer's clock that is a little behind ours has not asked for the past. */
const toleranceMs = 60_000;

/** Refuses a template that can't be used, with every finding at its place. */
export function requireUsable(kind: DocumentKindId, content: Template): void {
  if (content.kind !== kind) throw new Refusal('bad-request', {}, [{ path: 'content.kind', code: 'other', params: {} }]);
  const findings = checkTemplate(content);
  if (findings.length > 0) throw new Refusal('template-refused', { count: findings.length }, findings);
}

/** Templates of documents as designers work with them: one draft each, versions that never change, documents that stay on theirs. */
export class Templates {
  constructor(private readonly services: Pick<Services, 'database' | 'now'>) {}

  async list(): Promise<TemplateSummary[]> {
    const [inForce, drafts, names] = await Promise.all([
      findInForce(this.db, this.services.now()),
      findDrafts(this.db),
      this.db.select({ id: items.id, guide: items.guide }).from(items),
    ]);
    const nameOf = new Map(names.map(({ id, guide }) => [id, guide.name]));
    return documentKindIds.map((kind) => {
      const own = inForce.filter((row) => row.kind === kind);
      const general = own.find((row) => row.itemId === everyItem)!;
      return {
        kind,
        name: kindOf(kind).name,
        version: general.version,
        publishedAt: general.publishedAt.toISOString(),
        hasDraft: drafts.some((draft) => draft.kind === kind),
        ownItems: own
          .filter((row) => row.itemId !== everyItem)
          .map(({ itemId, version }) => ({ itemId, version, name: nameOf.get(itemId) ?? { zh: itemId, en: itemId } })),
      };
    });
  }

  /** Newest first; none for an item without a template of its own. */
  async versions(key: TemplateKey): Promise<(TemplateVersion & { content: Template })[]> {
    const now = this.services.now();
    const rows = await findVersions(this.db, key);
    const inForce = rows.find(({ row }) => row.effectiveAt <= now)?.row.version;
    return rows.map(({ row: { version, hash, note, publishedAt, effectiveAt, content }, publishedBy }) => ({
      version,
      hash,
      note,
      publishedBy,
      publishedAt: publishedAt.toISOString(),
      effectiveAt: effectiveAt.toISOString(),
      inForce: version === inForce,
      content,
    }));
  }

  async version(key: TemplateKey, version: number) {
    const found = (await this.versions(key)).find((one) => one.version === version);
    if (!found) throw new Refusal('not-found');
    return found;
  }

  /** The draft; begun from the version in force, else from the template of all items, and not stored until it is saved. */
  async draft(key: TemplateKey): Promise<TemplateDraft> {
    await this.requireItem(key.itemId);
    const found = await findDraft(this.db, key);
    if (found) {
      const { content, base, revision, updatedAt } = found.draft;
      return { ...key, content, base, revision, updatedAt: updatedAt.toISOString(), updatedBy: found.updatedBy };
    }
    const own = (await this.versions(key)).find((one) => one.inForce);
    const begun = own ?? (await this.versions({ ...key, itemId: everyItem })).find((one) => one.inForce)!;
    return {
      ...key,
      content: begun.content,
      base: own?.version ?? 0,
      revision: 0,
      updatedAt: begun.publishedAt,
      updatedBy: begun.publishedBy,
    };
  }

  /** Saves a draft that is still at `revision`. Refuses with `template-refused` and every finding, `template-draft-stale`. */
  async save(designer: { id: string }, key: TemplateKey, content: Template, revision: number): Promise<TemplateDraft> {
    await this.requireItem(key.itemId);
    requireUsable(key.kind, content);
    const now = this.services.now();
    const base = (await this.versions(key)).find((one) => one.inForce)?.version ?? 0;
    const changes = { content, revision: revision + 1, updatedBy: designer.id, updatedAt: now };
    const saved =
      revision === 0
        ? await this.db
            .insert(documentTemplateDrafts)
            .values({ ...key, base, ...changes })
            .onConflictDoNothing()
            .returning()
        : await this.db
            .update(documentTemplateDrafts)
            .set(changes)
            .where(and(isDraftOf(key), eq(documentTemplateDrafts.revision, revision)))
            .returning();
    if (saved.length === 0) throw await this.stale(key);
    return this.draft(key);
  }

  async discard(key: TemplateKey): Promise<void> {
    await this.db.delete(documentTemplateDrafts).where(isDraftOf(key));
  }

  /** Publishes the draft at `revision` as the next version, in force at once or from `effectiveAt`. Immutable from then on. */
  async publish(
    designer: { id: string },
    key: TemplateKey,
    asked: { revision: number; note: string; effectiveAt: string | null },
  ): Promise<TemplateVersion> {
    const now = this.services.now();
    const effectiveAt = asked.effectiveAt ? new Date(asked.effectiveAt) : now;
    if (effectiveAt.getTime() < now.getTime() - toleranceMs) throw new Refusal('effective-date-past');
    const version = await this.db.transaction(async (tx) => {
      const [draft] = await tx.select().from(documentTemplateDrafts).where(isDraftOf(key)).for('update');
      if (!draft || draft.revision !== asked.revision) throw await this.stale(key);
      // The kinds may have changed since it was saved.
      requireUsable(key.kind, draft.content);
      const [last] = await findVersions(tx, key);
      const next = (last?.row.version ?? 0) + 1;
      const { content } = draft;
      const row = {
        version: next,
        hash: hashTemplate(content),
        content,
        note: asked.note,
        publishedBy: designer.id,
        publishedAt: now,
        effectiveAt,
      };
      await tx.insert(documentTemplates).values({ id: `${key.kind}.${key.itemId}.${next}`, ...key, ...row });
      await tx.delete(documentTemplateDrafts).where(isDraftOf(key));
      return next;
    });
    const { content: _, ...published } = await this.version(key, version);
    return published;
  }

  private async requireItem(itemId: string): Promise<void> {
    if (itemId === everyItem) return;
    const [found] = await this.db.select({ id: items.id }).from(items).where(eq(items.id, itemId));
    if (!found) throw new Refusal('not-found');
  }

  private async stale(key: TemplateKey): Promise<Refusal> {
    const found = await findDraft(this.db, key);
    return new Refusal('template-draft-stale', { by: found?.updatedBy ?? '', revision: found?.draft.revision ?? 0 });
  }

  private get db() {
    return this.services.database.db;
  }
}
