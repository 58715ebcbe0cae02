import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import type { ReplacementWhy } from '../../../schema/db/tables/experts.ts';
import { cases, expertReplacements, tasks } from '../../../schema/db/tables/index.ts';
import { nextInLine } from '../../../schema/rules/expert-draw.ts';
import type { Act, Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';
import { findCase } from '../cases/repo.ts';
import type { FoundCase } from '../cases/repo.ts';
import { noteOnCase } from '../tasks/act.ts';
import { whoIsKeptAway } from './pool.ts';
import { drawsOf } from './repo.ts';

export interface Replacing {
  found: FoundCase;
  expertId: string;
  why: ReplacementWhy;
  reason: string;
  actor: Actor;
  /** The request's, made the Update's id: sent again, it is answered as before. */
  idempotencyKey: string;
  now: Date;
}

/**
 * Puts the next of the same draw in an expert's place: first it is written down, then the task in their hands is given over.
 * Asked again after a fall between the two it gives over what was written down. Refuses with `not-on-panel`,
 * `expert-voted`, `experts-too-few`, `case-ended`, and what the gateway refuses with.
 */
export async function replaceExpert(db: Database, gateway: CaseGateway, replacing: Replacing): Promise<void> {
  const { found, expertId, actor, reason, idempotencyKey } = replacing;
  const { caseNumber } = found.row;
  const inId = await writeReplacement(db, replacing);
  const [task] = await db
    .select()
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.role, 'expert'), eq(tasks.open, true), eq(tasks.assigneeId, expertId)));
  if (!task) return;
  const act: Act = { kind: 'operate', task: task.number, actor, operation: { name: 'assign', to: inId }, reason };
  await gateway.act(caseNumber, act, idempotencyKey);
}

/** Who takes the place: written down now, or by the same request before. */
const writeReplacement = (db: Database, { found, expertId, why, reason, actor, now }: Replacing): Promise<string> =>
  db.transaction(async (tx) => {
    const { caseNumber } = found.row;
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
    if (row!.endedAt) throw new Refusal('case-ended');
    const draw = (await drawsOf(tx, caseNumber)).at(-1);
    const before = draw?.replacements.find(({ outId }) => outId === expertId);
    if (!draw || (!before && !draw.panel.includes(expertId))) throw new Refusal('not-on-panel');
    const { tasks: current } = (await findCase(db, caseNumber))!;
    const theirs = current.filter(({ task }) => task.role === 'expert' && task.openedAt >= draw.row.drawnAt);
    const isAsked = theirs.some(({ task }) => task.open && task.assigneeId === expertId);
    if (before) {
      if (!isAsked) throw new Refusal('not-on-panel');
      return before.inId;
    }
    if (theirs.some(({ task }) => !task.open && task.closedBy === expertId)) throw new Refusal('expert-voted');
    // The vote is over: nobody is asked any more.
    if (theirs.length > 0 && !isAsked) throw new Refusal('not-on-panel');
    const standBy = draw.row.order.slice(draw.row.count);
    const keptAway = await whoIsKeptAway(db, found, standBy, now);
    const inId = nextInLine(draw.row.order, draw.row.count, draw.replacements, keptAway);
    if (inId === null) throw new Refusal('experts-too-few', { count: draw.row.count, eligible: draw.row.count - 1 });
    const number = draw.replacements.length + 1;
    await tx
      .insert(expertReplacements)
      .values({ drawId: draw.row.id, number, outId: expertId, inId, why, reason, byId: actor.id, at: now });
    const skipped = [...keptAway].map(([id, kept]) => ({ id, reason: kept }));
    await noteOnCase(tx, row!, { actor, now }, 'expert.replaced', { draw: draw.row.id, from: expertId, to: inId, why, reason, skipped });
    return inId;
  });
