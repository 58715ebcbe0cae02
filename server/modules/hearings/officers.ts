import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { keptFromCase } from '../../../schema/db/avoidance.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, hearingPeople, hearings, ledger, posts, tasks, users } from '../../../schema/db/tables/index.ts';
import type { Avoidance } from '../../../schema/rules/avoidance.ts';
import type { StaffRole } from '../../../schema/contracts/values.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { noteOnCase } from '../tasks/act.ts';

type Reader = Database | Transaction;
type CaseRow = typeof cases.$inferSelect;

/** Why somebody can't hold a hearing: a key under `reasons`. */
type OfficerReason = Avoidance | 'handledCase';

const roles: StaffRole[] = ['window', 'reviewer', 'decider', 'supervisor'];

/** What a reviewer does in a case, besides having a task of it. */
const handling = ['task.claimed', 'task.completed', 'party.named', 'hearing.told', 'hearing.called'];

/** Who has had a task of the case, taken and given back too, or has told people of it (art. 48: an officer is none of its reviewers). */
async function handlersOf(db: Reader, caseNumber: string): Promise<Set<string>> {
  const [had, did] = await Promise.all([
    db.select().from(tasks).where(eq(tasks.caseNumber, caseNumber)),
    db
      .selectDistinct({ id: ledger.actorId })
      .from(ledger)
      .where(and(eq(ledger.caseNumber, caseNumber), inArray(ledger.type, handling))),
  ]);
  const ids = [...had.flatMap((one) => [one.assigneeId, one.holderId, one.closedBy, one.closedFor]), ...did.map(({ id }) => id)];
  return new Set(ids.filter((id) => id !== null));
}

/** Staff of the body that decides, by name, each with what keeps them from holding the hearing. */
export async function officersFor(
  db: Reader,
  { caseNumber, holderOrganisationId }: Pick<CaseRow, 'caseNumber' | 'holderOrganisationId'>,
): Promise<{ id: string; name: string; reason: OfficerReason | null }[]> {
  const staff = await db
    .selectDistinct({ id: users.id, name: users.name })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.userId))
    .where(and(eq(posts.organisationId, holderOrganisationId), inArray(posts.role, roles)))
    .orderBy(asc(users.name), asc(users.id));
  const ids = staff.map(({ id }) => id);
  const [handlers, avoiding] = await Promise.all([handlersOf(db, caseNumber), keptFromCase(db, caseNumber, ids)]);
  return staff.map(({ id, name }) => ({ id, name, reason: avoiding.get(id) ?? (handlers.has(id) ? 'handledCase' : null) }));
}

/** Refuses with `officer-refused` whoever may not hold the hearing; gives their name. */
export async function requireOfficer(db: Reader, row: CaseRow, officerId: string): Promise<string> {
  const found = (await officersFor(db, row)).find(({ id }) => id === officerId);
  if (!found || found.reason !== null) throw new Refusal('officer-refused', { reason: found?.reason ?? 'unknown-colleague' });
  return found.name;
}

/**
 * An officer who must stay away is out, in the transaction that decides it: another has to be named. A hearing that they have held already
 * has to be held again, since its record is theirs.
 */
export async function removeOfficer(tx: Transaction, row: CaseRow, by: { actor: Actor; now: Date }): Promise<void> {
  const isRunning = or(eq(hearings.state, 'scheduled'), eq(hearings.state, 'recorded'));
  const [hearing] = await tx
    .select()
    .from(hearings)
    .where(and(eq(hearings.caseNumber, row.caseNumber), isRunning));
  if (!hearing || hearing.officerId === null) return;
  const { officerId } = hearing;
  const reason = (await keptFromCase(tx, row.caseNumber, [officerId])).get(officerId);
  if (reason === undefined || reason === 'recusalPending') return;
  const isHeld = hearing.state === 'recorded';
  const anew = {
    state: 'requested',
    heldAt: null,
    place: null,
    recorder: null,
    participants: null,
    statements: null,
    recordedAt: null,
  } as const;
  await tx
    .update(hearings)
    .set({ officerId: null, ...(isHeld ? anew : {}) })
    .where(eq(hearings.id, hearing.id));
  if (isHeld) {
    const unsigned = { signature: null, signedName: null, signedAt: null, remark: null, noticeDocumentId: null };
    await tx.update(hearingPeople).set(unsigned).where(eq(hearingPeople.hearingId, hearing.id));
  }
  await noteOnCase(tx, row, by, 'hearing.officerRemoved', { users: [officerId], ...(isHeld ? { why: 'held' } : {}) });
}
