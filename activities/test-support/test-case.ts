import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import { stateSeal } from '../../schema/db/sealed.ts';
import { outcomesFrom } from '../record/kept-state.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases, ledger, offices, tasks } from '../../schema/db/tables/index.ts';
import { caseNumber as composeCaseNumber } from '../../schema/rules/codes/item-codes.ts';
import type { NodeOf } from '../../schema/process/program.ts';
import { updateName } from '../../workflows/messages.ts';
import type { Act, ActResult, Actor, Particulars } from '../../workflows/messages.ts';
import type { Home } from './home.ts';

export const officer: Actor = { id: 'officer', name: '经办人', organisationId: 'national' };
const nothingMore: Particulars = { decision: null, opinion: '', marks: [], agency: null, experts: [] };
const day = '20261124';
/** gRPC's status code of an Update that was dropped. */
const failedPrecondition = 9;

/** A submitted case of a sample item, as the API's transaction leaves it, and what people do in it. */
export class TestCase {
  private constructor(
    private readonly home: Home,
    readonly number: string,
  ) {}

  /** Stores the case with its outbox job; `sequence` tells cases of one office apart. */
  static async submit(
    home: Home,
    itemId: string,
    sequence: number,
    answers: Record<string, unknown> = {},
    definitionId = `${itemId}.1`,
    subjectLicence: string | null = null,
  ): Promise<TestCase> {
    const [office] = await home.db.select().from(offices).where(eq(offices.itemId, itemId)).orderBy(asc(offices.organisationId)).limit(1);
    const number = composeCaseNumber(office!.implementationCode, day, sequence);
    const submittedAt = new Date(await home.temporal.currentTimeMs());
    await home.db.transaction(async (tx) => {
      await tx.insert(cases).values({
        caseNumber: number,
        itemId,
        definitionId,
        organisationId: office!.organisationId,
        holderOrganisationId: office!.organisationId,
        applicantId: 'applicant',
        applicantName: '某某书店',
        applicant: { kind: 'legalPerson', name: '某某书店' },
        answers,
        formVersion: 1,
        subjectLicence,
        queryCodeHash: '',
        state: 'SUBMITTED',
        stage: 'apply',
        submittedAt,
      });
      const entry = { type: 'case.submitted', actorId: 'applicant', actorName: '某某书店', organisationId: null, element: null };
      const chain = await appendLedger(
        tx,
        { caseNumber: number, ledgerSeq: 0, ledgerHash: '' },
        [{ ...entry, elementName: null, data: { itemId } }],
        { step: null, at: submittedAt.toISOString() },
      );
      await tx.update(cases).set(chain).where(eq(cases.caseNumber, number));
      const job = JSON.stringify({ caseNumber: number });
      await tx.execute(sql`select graphile_worker.add_job('startCase', ${job}::json, job_key => ${number}, max_attempts => 1000)`);
    });
    return new TestCase(home, number);
  }

  /** Submits, and waits for the first step. */
  static async started(...asked: Parameters<typeof TestCase.submit>): Promise<TestCase> {
    const made = await TestCase.submit(...asked);
    await made.until((row) => row.started);
    return made;
  }

  async row(): Promise<typeof cases.$inferSelect> {
    const [found] = await this.home.db.select().from(cases).where(eq(cases.caseNumber, this.number));
    return found!;
  }

  /** Waits until the case's row is as asked; the test's own time limit ends a wait for what never comes. */
  async until(isSo: (row: typeof cases.$inferSelect) => boolean): Promise<typeof cases.$inferSelect> {
    for (;;) {
      const row = await this.row();
      if (isSo(row)) return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  open(): Promise<(typeof tasks.$inferSelect)[]> {
    return this.home.db
      .select()
      .from(tasks)
      .where(and(eq(tasks.caseNumber, this.number), eq(tasks.open, true)))
      .orderBy(tasks.number);
  }

  entries(): Promise<(typeof ledger.$inferSelect)[]> {
    return this.home.db.select().from(ledger).where(eq(ledger.caseNumber, this.number)).orderBy(ledger.seq);
  }

  /** The decisions that have been taken, by the type of their entries. */
  async decisions(): Promise<string[]> {
    return (await this.entries()).map(({ type }) => type).filter((type) => /^effect\.(grant|deny)$/.test(type));
  }

  /** Acts as the API does: what the server drops with a workflow task that failed is asked again under its id (decision 016). */
  async act(act: Act, updateId: string = randomUUID()): Promise<ActResult> {
    const handle = this.home.client.workflow.getHandle(this.number);
    for (;;) {
      try {
        return await handle.executeUpdate<ActResult, [Act]>(updateName, { args: [act], updateId });
      } catch (error) {
        if ((error as { cause?: { code?: number } }).cause?.code !== failedPrecondition) throw error;
      }
    }
  }

  /** Whether the case's record says that an act was done: a workflow that has ended can't be asked. */
  async hasDone(updateId: string): Promise<boolean> {
    const kept = await outcomesFrom(this.home.db, this.number, 1, stateSeal(this.home.env.SESSION_SECRET));
    return kept.some(({ key }) => key === updateId);
  }

  /** What completing the open task of `element` with a decision asks of the workflow. */
  async completion(element: string, decision: string | null, more: Partial<Particulars> = {}, actor = officer): Promise<Act> {
    const open = await this.open();
    const task = open.find((one) => one.element === element);
    if (!task) throw new Error(`${element} is not open, but ${open.map((one) => one.element).join(', ') || 'nothing'}`);
    return this.completionOf(task, decision, more, actor);
  }

  async completionOf(
    task: typeof tasks.$inferSelect,
    decision: string | null,
    more: Partial<Particulars> = {},
    actor = officer,
  ): Promise<Act> {
    const variables = await this.written(task, decision, more);
    return { kind: 'complete', task: task.number, actor, variables, particulars: { ...nothingMore, ...more, decision } };
  }

  /** An open task's user task, in the version that the case runs on now. */
  async nodeOf(task: typeof tasks.$inferSelect): Promise<NodeOf<'userTask'>> {
    const found = await this.home.db.execute<{ node: NodeOf<'userTask'> }>(
      sql`select program -> 'nodes' -> ${task.element} as node from definitions join cases on definition_id = id where case_number = ${this.number}`,
    );
    return found[0]!.node;
  }

  /** The variables that a decision writes, as the API works them out. */
  private async written(
    task: typeof tasks.$inferSelect,
    decision: string | null,
    more: Partial<Particulars>,
  ): Promise<Record<string, unknown>> {
    const node = await this.nodeOf(task);
    if (decision === null) return more.answers ? { form: more.answers } : {};
    if (!node.decisions) return node.vote ? { decision } : {};
    return { [node.decisions.variable]: decision, ...(more.experts?.length ? { experts: more.experts } : {}) };
  }

  async complete(element: string, decision: string | null, more: Partial<Particulars> = {}, actor = officer): Promise<ActResult> {
    return this.act(await this.completion(element, decision, more, actor));
  }
}
