import { and, desc, eq, inArray, notInArray } from 'drizzle-orm';
import { announce } from '../../schema/db/announce.ts';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { cases, definitions, tasks } from '../../schema/db/tables/index.ts';
import { nextTurn } from '../../schema/rules/light.ts';
import { dueTimes } from '../../workflows/clock/case-clocks.ts';
import { openTasks, tokensByElement } from '../../workflows/engine/inspect.ts';
import { subscriptionsOf } from '../../workflows/shell/subscriptions.ts';
import type { CaseSnapshot } from '../../workflows/messages.ts';
import { clockFacts } from '../record/case-facts.ts';
import type { CaseFacts, CaseRow } from '../record/case-facts.ts';
import type { FactsSource } from '../record/facts-source.ts';
import { keepState } from '../record/kept-state.ts';
import { resetPositions } from '../record/positions.ts';
import { writeSubscriptions } from '../record/subscriptions.ts';
import { taskRow } from '../record/task-rows.ts';

/**
 * Brings a case's projection up to what its workflow knows, when steps have been lost (a database restored from a
 * backup). What the lost steps said is not made up: one ledger entry says from where to where. Gives whether it was behind.
 */
export const repair = (
  db: Database,
  source: FactsSource,
  seal: Seal,
  caseNumber: string,
  snapshot: CaseSnapshot,
  now: Date,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const { last, state } = snapshot;
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
    if (!row || last === null) return false;
    if (!snapshot.finished) await keepState(tx, caseNumber, last.step, state, seal);
    if (row.step >= last.step) return false;
    const facts = await source.factsOf(tx, row, state.program);
    const at = now.toISOString();
    const times = dueTimes(snapshot.clocks, clockFacts(row, facts), at);
    const data = { from: row.step, to: last.step, state: last.state };
    const entry = {
      type: 'projection.repaired',
      actorId: null,
      actorName: null,
      organisationId: null,
      element: null,
      elementName: null,
      data,
    };
    const chain = await appendLedger(tx, row, [entry], { step: last.step, at });
    await tx
      .update(cases)
      .set({
        ...chain,
        definitionId: await definitionOf(tx, row, state.program),
        step: last.step,
        state: last.state as CaseRow['state'],
        licenceNumber: last.licenceNumber,
        started: true,
        suspended: state.suspendedAt !== null,
        clocks: snapshot.clocks,
        endedAt: snapshot.finished ? (row.endedAt ?? now) : null,
        dueAt: times.dueAt,
        promisedDueAt: times.promisedDueAt,
        warnAt: times.warnAt,
        lightAt: nextTurn(times, now),
      })
      .where(eq(cases.caseNumber, caseNumber));
    await repairTasks(tx, row, snapshot, facts, now);
    await resetPositions(tx, caseNumber, new Map(), tokensByElement(state), at);
    await writeSubscriptions(tx, caseNumber, subscriptionsOf(facts.program, state), at);
    await announce(tx, caseNumber, last.step);
    return true;
  });

/** The definition a case runs on, which a migration among the lost steps may have changed. */
async function definitionOf(tx: Transaction, row: CaseRow, hash: string): Promise<string> {
  const found = await tx
    .select({ id: definitions.id, hash: definitions.hash })
    .from(definitions)
    .where(and(eq(definitions.itemId, row.itemId), eq(definitions.hash, hash)))
    .orderBy(desc(definitions.version));
  return found.find(({ id }) => id === row.definitionId)?.id ?? found[0]?.id ?? row.definitionId;
}

async function repairTasks(tx: Transaction, row: CaseRow, snapshot: CaseSnapshot, facts: CaseFacts, now: Date): Promise<void> {
  const open = openTasks(snapshot.state);
  const numbers = open.map((task) => task.id);
  const ofCase = eq(tasks.caseNumber, row.caseNumber);
  const gone = numbers.length === 0 ? ofCase : and(ofCase, notInArray(tasks.number, numbers));
  await tx
    .update(tasks)
    .set({ open: false, closedAt: now, closeReason: 'repaired' })
    .where(and(gone, eq(tasks.open, true)));
  if (numbers.length === 0) return;
  const known = await tx
    .update(tasks)
    .set({ open: true, closedAt: null, closedBy: null, closeReason: null, decision: null, opinion: null })
    .where(and(ofCase, inArray(tasks.number, numbers)))
    .returning({ number: tasks.number });
  const present = new Set(known.map(({ number }) => number));
  const times = dueTimes(snapshot.clocks, clockFacts(row, facts), now.toISOString());
  const missing = open.filter((task) => !present.has(task.id));
  if (missing.length === 0) return;
  const rows = missing.map((task) => taskRow(row, row.holderOrganisationId, task, facts, new Date(task.openedAt).toISOString(), times));
  await tx.insert(tasks).values(rows);
}
