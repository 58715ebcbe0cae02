import { and, count, eq, isNull } from 'drizzle-orm';
import type { Material } from '../../../schema/catalog/item.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, drafts, files, items } from '../../../schema/db/tables/index.ts';
import { Refusal } from '../../errors.ts';
import { checkPhotoTarget } from '../inspections/photos.ts';
import { waitsFor } from '../promises/repo.ts';

/** Materials have pages; more than this many files is a mistake or mischief. */
const filesPerTarget = 200;

/** A material of a draft or a case, or a photo of an inspection. */
export type Target =
  | { kind: 'material'; draftId: string | null; caseNumber: string | null; material: Material }
  | { kind: 'photo'; inspectionId: string };

/**
 * What an upload is for: a material of the person's own open draft, or of their own case while it is to be corrected or waits for what was promised.
 * `target` is `draft:<id>` or `case:<number>`, or `inspection:<id>` for a photo of an inspection that they make. Refuses with `not-found`, `draft-expired`, `draft-submitted`,
 * `not-in-correction`, `inspection-over`, `conflict` (too many files).
 */
export async function findTarget(db: Database, userId: string, target: string, materialCode: string, now: Date): Promise<Target> {
  const [kind, id = ''] = target.split(/:(.*)/s);
  if (kind === 'inspection') {
    await checkPhotoTarget(db, userId, id);
    return { kind: 'photo', inspectionId: id };
  }
  const found = kind === 'draft' ? await ofDraft(db, userId, id, now) : kind === 'case' ? await ofCase(db, userId, id, materialCode) : null;
  const material = found?.guide.materials.find((one) => one.code === materialCode);
  if (!found || !material) throw new Refusal('not-found');
  const { draftId, caseNumber } = found;
  const ofTarget = draftId ? eq(files.draftId, draftId) : eq(files.caseNumber, caseNumber!);
  const [present] = await db
    .select({ n: count() })
    .from(files)
    .where(and(ofTarget, isNull(files.removedAt)));
  if (present!.n >= filesPerTarget) throw new Refusal('conflict', { limit: filesPerTarget });
  return { kind: 'material', draftId, caseNumber, material };
}

async function ofDraft(db: Database, userId: string, id: string, now: Date) {
  const [found] = await db
    .select({ draft: drafts, guide: items.guide })
    .from(drafts)
    .innerJoin(items, eq(items.id, drafts.itemId))
    .where(and(eq(drafts.id, id), eq(drafts.userId, userId)));
  if (!found) return null;
  if (found.draft.submittedAs) throw new Refusal('draft-submitted', { caseNumber: found.draft.submittedAs });
  if (found.draft.expiresAt <= now) throw new Refusal('draft-expired');
  return { draftId: id, caseNumber: null, guide: found.guide };
}

async function ofCase(db: Database, userId: string, caseNumber: string, materialCode: string) {
  const [found] = await db
    .select({ state: cases.state, guide: items.guide })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .where(and(eq(cases.caseNumber, caseNumber), eq(cases.applicantId, userId)));
  if (!found) return null;
  if (found.state !== 'CORRECTION' && !(await waitsFor(db, caseNumber, materialCode))) throw new Refusal('not-in-correction');
  return { draftId: null, caseNumber, guide: found.guide };
}
