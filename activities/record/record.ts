import { and, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import { cases, incidents, tasks } from '../../schema/db/tables/index.ts';
import { escalate } from '../../schema/db/escalate.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { userTaskOf } from '../../schema/process/program.ts';
import { migratedBy } from '../../workflows/shell/recordable.ts';
import type { Earlier, Outcome, Recorded, Step } from '../../workflows/messages.ts';
import { nextTurn } from '../../schema/rules/light.ts';
import { clockFacts } from './case-facts.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import { dueTimes } from '../../workflows/clock/case-clocks.ts';
import type { DueTimes } from '../../workflows/clock/case-clocks.ts';
import { createDocuments } from './documents.ts';
import { entryAt } from './entries.ts';
import type { FactsSource } from './facts-source.ts';
import { fold } from './fold.ts';
import type { Folded } from './fold.ts';
import { keepOutcome, outcomesFrom } from './kept-state.ts';
import { certifyLicence } from './licence.ts';
import type { Certified } from './licence.ts';
import { changeTasks, writeMigration } from './migration.ts';
import { announce } from '../../schema/db/announce.ts';
import { sealCorrections } from './corrections.ts';
import { noteOutcome } from './objection.ts';
import { resetPositions, writePositions } from './positions.ts';
import { keepSentMarks } from './sent-marks.ts';
import { throwToOthers, writeSubscriptions } from './subscriptions.ts';
import { closeTasks, openTasks, retimeTasks, updateTasks } from './task-rows.ts';

/**
 * Writes one step of a case: tasks, clocks, ledger, licence, documents, in one transaction guarded by the step number.
 * Asked for a step that is recorded already, by this attempt of a workflow task or one that failed, it changes nothing and tells what came
 * of it (decision 016). Throws when the database is away.
 */
export async function recordStep(db: Database, source: FactsSource, seal: Seal, step: Step): Promise<Recorded | Earlier> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, step.caseNumber)).for('update');
    if (!row) throw new Error(`case ${step.caseNumber} is not in the database`);
    if (row.step >= step.step) return earlier(tx, source, seal, step);
    const facts = await source.factsOf(tx, row, step.programHash, step.calendarRevision);
    if (row.step !== step.step - 1) throw new Error(`case ${step.caseNumber} is at step ${row.step}, step ${step.step} cannot follow`);

    const element = await elementOfAct(tx, step);
    const folded = fold(row, step, facts, element);
    sealCorrections(folded.entries, row.answers, seal);
    const times = dueTimes(folded.clocks, clockFacts(row, facts), step.at);
    const certified = folded.certifies !== null ? await certifyLicence(tx, row, folded, facts, folded.at) : null;
    const licenceNumber = certified && !certified.refused ? certified.number : row.licenceNumber;
    if (certified) await tell(tx, certified, folded, facts, step);
    await createDocuments(tx, { row, facts, folded, step, times, licenceNumber, certified });
    const chain = await appendLedger(tx, row, folded.entries, { step: step.step, at: step.at });
    const migration = step.cause.kind === 'migrated' ? step.cause.migration : null;
    const definition = migration ? { definitionId: migration.definition.id } : {};
    await tx
      .update(cases)
      .set({ ...columnsOf(folded, times, new Date(step.at)), ...chain, ...definition, licenceNumber, step: step.step, started: true })
      .where(eq(cases.caseNumber, row.caseNumber));
    await noteOutcome(tx, row, folded, step.at);
    if (migration) await writeMigration(tx, row, step, migration, { before: await source.programOf(tx, migration.from), facts, seal });
    await keepSentMarks(tx, step, folded);
    await closeTasks(tx, row, folded, step);
    await openTasks(tx, row, folded, facts, step, times);
    if (movesLimits(row, folded, step)) await retimeTasks(tx, row, facts, times);
    await updateTasks(tx, row, folded, new Date(step.at));
    await changeTasks(tx, row, folded, facts, times);
    await escalateOpened(tx, { ...row, ...chain }, folded, facts, step);
    const write = step.cause.kind === 'migrated' ? resetPositions : writePositions;
    await write(tx, row.caseNumber, folded.visits, step.live, step.at);
    await writeIncidents(tx, row, folded, step);
    await writeSubscriptions(tx, row.caseNumber, step.subscriptions, step.at);
    await throwToOthers(tx, step);
    const made = recorded(step, folded.state, licenceNumber);
    await keepOutcome(
      tx,
      row.caseNumber,
      outcomeOf(step, made),
      step.since,
      folded.endedAt === null ? null : new Date(folded.endedAt),
      seal,
    );
    await announce(tx, row.caseNumber, step.step);
    return made;
  });
}

/** What came of a step that is recorded already. Throws when it is no longer kept: a workflow of an older day can't go on from there. */
async function earlier(tx: Transaction, source: FactsSource, seal: Seal, { caseNumber, step, programHash }: Step): Promise<Earlier> {
  const [found] = await outcomesFrom(tx, caseNumber, step, seal);
  if (found?.step !== step) throw new Error(`case ${caseNumber}: step ${step} is recorded, and what came of it is not kept`);
  if (found.programHash === programHash) return { earlier: found };
  return { earlier: found, program: await source.programOf(tx, found.programHash) };
}

function outcomeOf({ step, key, programHash, state, clocks, toDo, cause }: Step, made: Recorded): Outcome {
  return { step, key, programHash, state, clocks, toDo, recorded: made, migrated: migratedBy(cause) };
}

/** Puts the licence into the entry of its certifying; one that could not be acted on becomes an incident, and the case goes on to people. */
async function tell(tx: Transaction, certified: Certified, folded: Folded, facts: CaseFacts, step: Step): Promise<void> {
  const made = folded.entries.find((one) => one.type === 'effect.certify');
  if (!made) return;
  if (certified.refused === null) {
    made.data.licenceNumber = certified.number;
    const { effect } = facts.guide.licence;
    if (effect !== 'issue') made.data.licence = effect;
    return;
  }
  const { element } = made;
  const code = 'licence-not-in-force' as const;
  folded.entries.push(entryAt('incident.raised', element!, facts.program, { code, message: certified.refused }));
  const values = { id: `licence:${step.caseNumber}.${step.step}`, caseNumber: step.caseNumber, number: 0, element, code };
  await tx
    .insert(incidents)
    .values({ ...values, message: certified.refused, at: new Date(step.at) })
    .onConflictDoNothing();
}
/** Whether open tasks may be due at another time than before: the decision's limit was stopped or went on, or the calendar is another. */
const movesLimits = (row: CaseRow, { clocks }: Folded, { cause }: Step): boolean =>
  cause.kind === 'calendar' || (row.clocks.decision?.events.length ?? 0) !== (clocks.decision?.events.length ?? 0);

/** Tasks that nobody could take go to the supervisors in the same step. */
async function escalateOpened(tx: Transaction, row: CaseRow, folded: Folded, facts: CaseFacts, step: Step): Promise<void> {
  const ids = [...folded.opened, ...folded.updated].map((task) => `${row.caseNumber}.${task.id}`);
  const node = (element: string) => userTaskOf(facts.program, element);
  const entries = await escalate(tx, [...new Set(ids)], node, new Date(step.at));
  if (entries.length === 0) return;
  const chain = await appendLedger(tx, row, entries, { step: step.step, at: step.at });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, row.caseNumber));
}

function recorded(step: Step, state: CaseRow['state'], licenceNumber: string | null): Recorded {
  const results: Recorded['results'] = {};
  for (const command of step.commands)
    if (command.kind === 'call' && command.call.effect?.kind === 'certify') results[command.call.call] = { licenceNumber };
  return { step: step.step, state, licenceNumber, results };
}

function columnsOf(folded: Folded, times: DueTimes, at: Date): Partial<typeof cases.$inferInsert> {
  return {
    state: folded.state,
    stage: folded.stage,
    holderOrganisationId: folded.holder,
    clocks: folded.clocks,
    acceptedAt: folded.acceptedAt ? new Date(folded.acceptedAt) : null,
    endedAt: folded.endedAt ? new Date(folded.endedAt) : null,
    dueAt: times.dueAt,
    promisedDueAt: times.promisedDueAt,
    warnAt: times.warnAt,
    lightAt: nextTurn(times, at),
    suspended: folded.suspended,
    correction: folded.correction,
    conclusion: folded.conclusion,
    answers: folded.answers,
  };
}

/** The element of the task or incident that the step's act names, for the sentences of the ledger. */
async function elementOfAct(tx: Transaction, step: Step): Promise<string | null> {
  const act = step.cause.kind === 'act' ? step.cause.act : null;
  if (act && 'incident' in act && act.incident !== undefined) {
    const [found] = await tx
      .select({ element: incidents.element })
      .from(incidents)
      .where(and(eq(incidents.caseNumber, step.caseNumber), eq(incidents.number, act.incident)));
    return found?.element ?? null;
  }
  const task = act && 'task' in act ? act.task : null;
  if (task === null) return null;
  const [found] = await tx
    .select({ element: tasks.element })
    .from(tasks)
    .where(and(eq(tasks.caseNumber, step.caseNumber), eq(tasks.number, task)));
  return found?.element ?? null;
}

async function writeIncidents(tx: Transaction, row: CaseRow, folded: Folded, step: Step): Promise<void> {
  const at = new Date(step.at);
  if (folded.incidents.length > 0) {
    await tx.insert(incidents).values(
      folded.incidents.map((incident) => ({
        id: `${row.caseNumber}.${incident.id}`,
        caseNumber: row.caseNumber,
        number: incident.id,
        element: incident.element,
        code: incident.code,
        message: incident.message,
        at,
      })),
    );
  }
  if (folded.resolved.length > 0) {
    await tx
      .update(incidents)
      .set({ resolvedAt: at })
      .where(and(eq(incidents.caseNumber, row.caseNumber), inArray(incidents.number, folded.resolved)));
  }
}
