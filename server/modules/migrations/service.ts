import { and, eq, inArray, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { Batch, BatchState, MovingCase, MovingState } from '../../../schema/contracts/migrations.ts';
import { queueBatch } from '../../../schema/db/batches.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { migrationBatches, migrationCases } from '../../../schema/db/tables/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import type { Services } from '../../services.ts';
import { compiled } from '../definitions/compiled.ts';
import { findDraft } from '../definitions/repo.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { mappingBetween } from './mapping.ts';
import {
  casesByElement,
  countMoving,
  countRunning,
  findBatch,
  findBatches,
  findCases,
  findVersion,
  isAnotherAtWork,
  lockBatch,
  takeIn,
} from './repo.ts';
import type { BatchRow } from './repo.ts';

interface Trial {
  from: number | null;
  to: number | null;
  mapping: Record<string, string | null>;
}

/** Keeps the answer of a write inside its transaction. */
type Settle = (tx: Transaction, answer: unknown) => Promise<void>;

type Locked = NonNullable<Awaited<ReturnType<typeof lockBatch>>>;
type Change = Partial<typeof migrationBatches.$inferInsert> & { state: BatchState };

/** Versions tried against the running cases, and the cases moved over to them: what is asked for here a worker does. */
export class Migrations {
  constructor(private readonly services: Pick<Services, 'database' | 'now'>) {}

  /** Refuses with `not-found` a version that is not there. */
  async mapping(itemId: string, from: number, to: number) {
    const [before, after] = [await findVersion(this.db, itemId, from), await findVersion(this.db, itemId, to)];
    if (!before || !after) throw new Refusal('not-found');
    return mappingBetween(before.program, after.program, await casesByElement(this.db, before.id));
  }

  async list(itemId: string): Promise<Batch[]> {
    return this.views(this.db, await findBatches(this.db, itemId));
  }

  /** Refuses with `not-found`. */
  async get(id: string): Promise<Batch> {
    return this.view(this.db, id);
  }

  /**
   * Begins to try a version, or the draft as it is saved, against the running cases. Refuses with `not-found`,
   * `migration-same-version`, `definition-refused`.
   */
  async try(user: SignedIn, itemId: string, { from, to, mapping }: Trial, settle: Settle): Promise<Batch> {
    if (from !== null && from === to) throw new Refusal('migration-same-version');
    const version = async (number: number | null) => {
      const found = number === null ? null : await findVersion(this.db, itemId, number);
      if (found === undefined) throw new Refusal('not-found');
      return found?.id ?? null;
    };
    const [fromId, toId] = [await version(from), await version(to)];
    const program = toId === null ? await this.draftProgram(itemId) : null;
    const total = await countRunning(this.db, itemId, fromId, toId);
    const id = nanoid(12);
    return this.db.transaction(async (tx) => {
      const row = { id, itemId, fromId, toId, program, mapping, total, createdBy: user.id, createdAt: this.services.now() };
      await tx.insert(migrationBatches).values({ ...row, state: 'trying' });
      await queueBatch(tx, id);
      return this.answer(tx, id, settle);
    });
  }

  /** Refuses with `migration-not-ready` (not tried to the end, has run already, another one of the item is at work), `migration-draft`. */
  run(user: SignedIn, id: string, reason: string, settle: Settle): Promise<Batch> {
    return this.change(id, ['tried'], settle, async (tx, batch) => {
      if (batch.toId === null) throw new Refusal('migration-draft');
      const now = this.services.now();
      await takeIn(tx, id, batch, now);
      const { id: actorId, name: actorName, organisationId } = actorOf(user);
      return { state: 'running', reason, actorId, actorName, organisationId, startedAt: now };
    });
  }

  pause(id: string, settle: Settle): Promise<Batch> {
    return this.change(id, ['running'], settle, async () => ({ state: 'paused' }));
  }

  resume(id: string, settle: Settle): Promise<Batch> {
    return this.change(id, ['paused'], settle, async () => ({ state: 'running' }));
  }

  /** The refused are asked anew; those that did not answer under their old id, since they may have gone over after all. */
  retry(id: string, settle: Settle): Promise<Batch> {
    return this.change(id, ['done', 'paused'], settle, async (tx) => {
      const { batchId, state, attempt } = migrationCases;
      const again = await tx
        .update(migrationCases)
        .set({ state: 'waiting', findings: null, attempt: sql`${attempt} + case when ${state} = 'refused' then 1 else 0 end` })
        .where(and(eq(batchId, id), inArray(state, ['refused', 'failed'])))
        .returning({ caseNumber: migrationCases.caseNumber });
      if (again.length === 0) throw new Refusal('migration-not-ready');
      return { state: 'running' };
    });
  }

  /** Takes all cases back that have gone over, or one of them. Those that have not gone over yet then stay where they are. */
  undo(user: SignedIn, id: string, asked: { reason: string; caseNumber: string | null }, settle: Settle): Promise<Batch> {
    return this.change(id, ['done', 'paused'], settle, async (tx) => {
      const { batchId, state, caseNumber } = migrationCases;
      const ofBatch = eq(batchId, id);
      const [moving] = await tx
        .select({ caseNumber })
        .from(migrationCases)
        .where(and(ofBatch, eq(state, 'moving')))
        .limit(1);
      if (moving) throw new Refusal('migration-not-ready');
      const one = asked.caseNumber === null ? undefined : eq(caseNumber, asked.caseNumber);
      const back = await tx
        .update(migrationCases)
        .set({ state: 'undoing', findings: null })
        .where(and(ofBatch, eq(state, 'moved'), one))
        .returning({ caseNumber });
      if (back.length === 0) throw new Refusal('migration-not-ready');
      if (!one) await tx.delete(migrationCases).where(and(ofBatch, eq(state, 'waiting')));
      return { state: 'undoing', undo: { reason: asked.reason, actor: actorOf(user) } };
    });
  }

  /** A batch's cases by number. */
  async cases(
    user: SignedIn,
    id: string,
    { cursor, limit, state }: { cursor?: string | undefined; limit: number; state?: MovingState | undefined },
  ) {
    if (!(await findBatch(this.db, id))) throw new Refusal('not-found');
    const after = readCursor(z.tuple([z.string().max(60)]), cursor)?.[0] ?? null;
    const rows = await findCases(this.db, id, user.id, { after, state, limit });
    return pageOf(
      rows,
      limit,
      ({ row, path, ownerId, mine }): MovingCase => ({
        caseNumber: row.caseNumber,
        state: row.state,
        findings: (row.findings ?? []).map(({ element, code, message }) => ({ element, code, message })),
        at: row.at.toISOString(),
        readable: may(user, 'case.read', { path, ownerId, involvedIds: mine ? [user.id] : [] }),
      }),
      ({ row }) => [row.caseNumber],
    );
  }

  /** Takes a batch from one of the states to the next, and has a worker go on with it. Refuses with `not-found`, `migration-not-ready`. */
  private change(
    id: string,
    from: BatchState[],
    settle: Settle,
    decide: (tx: Transaction, batch: Locked) => Promise<Change>,
  ): Promise<Batch> {
    return this.db.transaction(async (tx) => {
      const batch = await lockBatch(tx, id);
      if (!batch) throw new Refusal('not-found');
      if (!from.includes(batch.state)) throw new Refusal('migration-not-ready');
      const change = await decide(tx, batch);
      const isAtWork = change.state !== 'paused';
      if (isAtWork && (await isAnotherAtWork(tx, batch.itemId, id))) throw new Refusal('migration-not-ready');
      await tx
        .update(migrationBatches)
        .set({ ...change, finishedAt: null })
        .where(eq(migrationBatches.id, id));
      await queueBatch(tx, id);
      return this.answer(tx, id, settle);
    });
  }

  private async answer(tx: Transaction, id: string, settle: Settle): Promise<Batch> {
    const answer = await this.view(tx, id);
    await settle(tx, answer);
    return answer;
  }

  private async view(db: Database | Transaction, id: string): Promise<Batch> {
    const found = await findBatch(db, id);
    if (!found) throw new Refusal('not-found');
    return (await this.views(db, [found]))[0]!;
  }

  private async views(db: Database | Transaction, rows: BatchRow[]): Promise<Batch[]> {
    const moving = await countMoving(
      db,
      rows.map(({ batch }) => batch.id),
    );
    return rows.map((row) => viewOf(row, moving.get(row.batch.id)));
  }

  private async draftProgram(itemId: string) {
    const found = await findDraft(this.db, itemId);
    if (!found) throw new Refusal('not-found');
    return compiled(found.draft.bpmn, found.guide);
  }

  private get db() {
    return this.services.database.db;
  }
}

const actorOf = (user: SignedIn) => ({
  id: user.id,
  name: user.name,
  organisationId: user.posts.find(({ role }) => role === 'designer')?.organisationId ?? null,
});

const noCases: Record<MovingState, number> = {
  ...{ waiting: 0, moving: 0, moved: 0, refused: 0, failed: 0 },
  ...{ undoing: 0, undone: 0, kept: 0 },
};

function viewOf({ batch, from, to, createdBy }: BatchRow, moving: Map<MovingState, number> | undefined): Batch {
  const { id, itemId, mapping, state, reason, total, looked, movable, findings, changes, startedAt } = batch;
  const mostFirst = (a: { cases: number }, b: { cases: number }) => b.cases - a.cases;
  return {
    ...{ id, itemId, from, to, mapping, state, reason, createdBy, total, looked, movable },
    createdAt: batch.createdAt.toISOString(),
    finishedAt: batch.finishedAt?.toISOString() ?? null,
    findings: findings.toSorted(mostFirst),
    changes: changes.toSorted(mostFirst),
    moving: startedAt === null ? null : { ...noCases, ...Object.fromEntries(moving ?? []) },
  };
}
