import { and, eq, sql } from 'drizzle-orm';
import { readCalendar } from '../../schema/db/calendar.ts';
import { cases, caseStates, definitions, migrationCases, migrationUndos } from '../../schema/db/tables/index.ts';
import type { MovingState } from '../../schema/contracts/migrations.ts';
import { planOf } from '../../workflows/engine/migration/mapping.ts';
import type { State } from '../../workflows/engine/types.ts';
import type { Migration } from '../../workflows/messages.ts';
import { askCase } from './ask-case.ts';
import type { Answer } from './ask-case.ts';
import type { FoundBatch, Parts } from './batch.ts';
import { stays, tryCase } from './dry-run.ts';
import type { Reason } from './dry-run.ts';

/** A case of a batch as the worker holds it; `attempt` tells the ids of repeated asking apart. */
export interface MovingRow {
  caseNumber: string;
  attempt: number;
}

const silent: Reason[] = [{ element: null, code: 'no-answer', message: 'The case did not answer in time' }];

/** Takes one case over, once however often this runs, and writes down how that went. Throws when Temporal or the database is away. */
export async function moveCase(parts: Parts, found: FoundBatch, row: MovingRow): Promise<void> {
  const { batch } = found;
  const answer = await ask(parts, found, row);
  const at = { batchId: batch.id, caseNumber: row.caseNumber, from: 'moving' as const };
  if (answer.kind === 'done') await settle(parts, at, 'moved', null, answer.step);
  else if (answer.kind === 'refused') await settle(parts, at, 'refused', answer.findings);
  else await settle(parts, at, 'failed', silent);
}

async function ask(parts: Parts, found: FoundBatch, { caseNumber, attempt }: MovingRow): Promise<Answer> {
  const { db, facts, seal } = parts;
  const { batch, to, guide } = found;
  const now = await rowOf(parts, caseNumber);
  const target = await facts.programOf(db, to!.hash);
  // On that version already: by ourselves, if the worker ended before it wrote that down; then the case still knows the id.
  const isThere = now.definitionId === to!.id;
  if (!isThere) {
    if (now.endedAt !== null) return refused(stays('ended', 'The case has ended'));
    if (batch.fromId !== null && now.definitionId !== batch.fromId)
      return refused(stays('other-version', 'The case runs on another version'));
    const plan = planOf(await facts.programOf(db, now.hash), target, batch.mapping);
    const tried = tryCase(plan, now, seal, { guide, calendar: await readCalendar(db) });
    // What the stored state says costs the case nothing; one whose state was never kept is asked itself.
    if (!tried.ok && tried.findings[0]?.code !== 'no-state') return refused(tried);
  }
  const migration: Migration = {
    program: target,
    definition: { id: to!.id, version: to!.version },
    from: isThere ? '' : now.hash,
    mapping: batch.mapping,
    actor: { id: batch.actorId ?? '', name: batch.actorName ?? '', organisationId: batch.organisationId },
    reason: batch.reason ?? '',
    batch: batch.id,
  };
  const answer = await askCase(parts, caseNumber, migration, `${batch.id}.move.${attempt}`);
  return isThere && answer.kind === 'refused' ? refused(stays('already-there', 'The case is on that version already')) : answer;
}

const refused = ({ findings }: { findings: Reason[] }): Answer => ({ kind: 'refused', findings });

/** Takes one case back to where it was before, as far as nobody has acted in it since. */
export async function undoCase(parts: Parts, found: FoundBatch, row: MovingRow): Promise<void> {
  const { db, facts, seal } = parts;
  const { batch, to } = found;
  const { caseNumber, attempt } = row;
  const at = { batchId: batch.id, caseNumber, from: 'undoing' as const };
  const [kept] = await db
    .select({ undo: migrationUndos, definition: { id: definitions.id, version: definitions.version, hash: definitions.hash } })
    .from(migrationUndos)
    .innerJoin(definitions, eq(definitions.id, migrationUndos.definitionId))
    .where(eq(migrationUndos.caseNumber, caseNumber));
  const [moved] = await db
    .select({ step: migrationCases.step })
    .from(migrationCases)
    .where(and(eq(migrationCases.batchId, batch.id), eq(migrationCases.caseNumber, caseNumber)));
  const now = await rowOf(parts, caseNumber);
  const isBack = now.definitionId !== to!.id;
  if (!isBack && now.step !== moved?.step) return settle(parts, at, 'kept', stays('acted-since', 'Somebody has acted since').findings);
  if (!isBack && kept?.undo.step !== moved?.step)
    return settle(parts, at, 'kept', stays('not-undoable', 'The migration has set something going').findings);
  const { actor, reason } = batch.undo!;
  const before = kept?.definition ?? { id: now.definitionId, version: now.version, hash: now.hash };
  const migration: Migration = {
    program: await facts.programOf(db, before.hash),
    definition: { id: before.id, version: before.version },
    // Taken back already: only a case that remembers this very undoing says yes.
    from: isBack ? '' : to!.hash,
    mapping: {},
    actor,
    reason,
    batch: batch.id,
    ...(kept && !isBack ? { back: seal.open(kept.undo.state) as State } : {}),
  };
  const answer = await askCase(parts, caseNumber, migration, `${batch.id}.undo.${attempt}`);
  if (answer.kind === 'done') await settle(parts, at, 'undone', null, answer.step);
  else if (answer.kind === 'refused') await settle(parts, at, 'kept', answer.findings);
  // Still moved as far as anybody knows: undoing may be asked for again, under the same id.
  else await settle(parts, at, 'moved', silent);
}

async function rowOf({ db }: Parts, caseNumber: string) {
  const { definitionId, started, submittedAt, clocks, endedAt, step } = cases;
  const [found] = await db
    .select({
      ...{ definitionId, started, submittedAt, clocks, endedAt, step, state: caseStates.state },
      ...{ version: definitions.version, hash: definitions.hash },
    })
    .from(cases)
    .innerJoin(definitions, eq(definitions.id, definitionId))
    .leftJoin(caseStates, eq(caseStates.caseNumber, cases.caseNumber))
    .where(eq(cases.caseNumber, caseNumber));
  if (!found) throw new Error(`case ${caseNumber} is not in the database`);
  return found;
}

/** Writes down how it went with a case, unless another worker has done so. */
async function settle(
  { db }: Parts,
  { batchId, caseNumber, from }: { batchId: string; caseNumber: string; from: MovingState },
  state: MovingState,
  findings: Reason[] | null,
  step?: number,
): Promise<void> {
  await db
    .update(migrationCases)
    .set({ state, findings, at: sql`now()`, ...(step === undefined ? {} : { step }) })
    .where(and(eq(migrationCases.batchId, batchId), eq(migrationCases.caseNumber, caseNumber), eq(migrationCases.state, from)));
}
