import type { Client } from '@temporalio/client';
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { cases, expertDraws, ledger, tasks } from '../../schema/db/tables/index.ts';
import type { ProcedureBasis } from '../../schema/rules/procedures.ts';
import { systemActor } from '../../schema/rules/system-actor.ts';
import { procedureOpen } from '../../workflows/clock/change.ts';
import { askCase } from './ask-case.ts';

const review: ProcedureBasis = 'expertReview';
/** How a task of a vote closes when the vote is held to its end. */
const heard = new Set<string | null>(['completed', 'decided']);

/**
 * Ends the special procedure of an expert review when the vote of its panel is over: what Licensing Law art. 45 takes out of the limit is
 * the review's own time. Only what was begun by an act is ended, since a process ends its own stops itself. Done twice it is done once.
 * Throws when Temporal is away: the job is tried again.
 */
export async function endExpertProcedure(client: Client, db: Database, caseNumber: string): Promise<'ended' | 'nothing'> {
  const [row] = await db.select().from(cases).where(eq(cases.caseNumber, caseNumber));
  const open = row && row.endedAt === null ? procedureOpen(row.clocks) : null;
  if (!row || open?.basis !== review) return 'nothing';
  const overAt = await voteOverAt(db, caseNumber);
  if (overAt === null || overAt < new Date(open.since) || !(await isByAct(db, caseNumber, open.since))) return 'nothing';
  const change = { name: 'endProcedure', why: 'experts' } as const;
  const actor = { ...systemActor, organisationId: row.holderOrganisationId };
  const asked = { kind: 'clock', actor, change, reason: '专家评审已经完成' } as const;
  const refused = await askCase(client, caseNumber, asked, `experts:${open.since}:end`);
  return refused === null ? 'ended' : 'nothing';
}

/** When the vote of the last panel was over; null while somebody is still asked, nobody was, or it was broken off. */
async function voteOverAt(db: Database, caseNumber: string): Promise<Date | null> {
  const [draw] = await db
    .select({ drawnAt: expertDraws.drawnAt })
    .from(expertDraws)
    .where(eq(expertDraws.caseNumber, caseNumber))
    .orderBy(desc(expertDraws.drawnAt))
    .limit(1);
  if (!draw) return null;
  const asked = await db
    .select({ open: tasks.open, openedAt: tasks.openedAt, closedAt: tasks.closedAt, reason: tasks.closeReason })
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.role, 'expert'), gte(tasks.openedAt, draw.drawnAt)))
    .orderBy(desc(tasks.openedAt));
  const [newest] = asked;
  if (!newest || asked.some((one) => one.open)) return null;
  const last = asked.filter(({ openedAt }) => openedAt.getTime() === newest.openedAt.getTime());
  if (!last.every(({ reason }) => heard.has(reason))) return null;
  return new Date(Math.max(...last.map(({ closedAt }) => closedAt!.getTime())));
}

async function isByAct(db: Database, caseNumber: string, since: string): Promise<boolean> {
  const began = and(eq(ledger.type, 'clock.startProcedure'), sql`${ledger.at} = ${since}::timestamptz`);
  const [found] = await db
    .select({ seq: ledger.seq })
    .from(ledger)
    .where(and(eq(ledger.caseNumber, caseNumber), began))
    .limit(1);
  return found !== undefined;
}
