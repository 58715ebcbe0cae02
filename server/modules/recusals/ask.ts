import { and, eq, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, recusals } from '../../../schema/db/tables/index.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { noteOnCase } from '../tasks/act.ts';

/** Whom a request is about: a person of a body, a name that no single person there has, or everybody of a department. */
export interface Concerned {
  personId: string | null;
  named: string | null;
  organisationId: string;
  department: string | null;
}

export interface Asking extends Concerned {
  caseNumber: string;
  kind: 'declared' | 'challenged';
  reason: string;
  /** The third party that asks; absent: the actor asks. */
  partyId?: string;
  actor: Actor;
  now: Date;
}

/**
 * 申请回避: writes a request down for a head to decide; until then only a person it names waits. Refuses with `case-ended`,
 * and `recusal-pending` where the same is asked already.
 */
export const askRecusal = (db: Database, asking: Asking): Promise<string> =>
  db.transaction(async (tx) => {
    const { caseNumber, kind, reason, actor, now, personId, named, organisationId, department, partyId } = asking;
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
    if (!row) throw new Refusal('case-not-found');
    if (row.endedAt) throw new Refusal('case-ended');
    const same = and(
      eq(recusals.caseNumber, caseNumber),
      eq(recusals.state, 'pending'),
      personId === null ? isNull(recusals.personId) : eq(recusals.personId, personId),
      named === null || personId !== null ? undefined : eq(recusals.named, named),
      personId !== null || named !== null ? undefined : eq(recusals.organisationId, organisationId),
      personId !== null || department === null ? undefined : eq(recusals.department, department),
    );
    const [known] = await tx.select({ id: recusals.id }).from(recusals).where(same).limit(1);
    if (known) throw new Refusal('recusal-pending');
    const id = nanoid();
    const state = 'pending' as const;
    await tx.insert(recusals).values({
      ...{ id, caseNumber, kind, state, personId, named, organisationId, department, reason, askedAt: now },
      ...(partyId === undefined ? { askedBy: actor.id } : { partyId }),
    });
    await noteOnCase(tx, row, { actor, now }, `recusal.${kind}`, { reason, ...(personId === null ? {} : { users: [personId] }) });
    return id;
  });
