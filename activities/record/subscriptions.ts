import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { subscriptions } from '../../schema/db/tables/index.ts';
import type { RecordedCommand, Step, Subscription } from '../../workflows/messages.ts';

/** Makes the case's subscriptions what they are now; those that stay keep their place in the queue. */
export async function writeSubscriptions(tx: Transaction, caseNumber: string, now: Subscription[] | undefined, at: string): Promise<void> {
  if (now === undefined) return;
  const kept = now.map(({ kind, name, key }) => sql`(${kind}, ${name}, ${key})`);
  const gone =
    kept.length === 0
      ? undefined
      : sql`(${subscriptions.kind}, ${subscriptions.name}, ${subscriptions.key}) not in (${sql.join(kept, sql`, `)})`;
  await tx.delete(subscriptions).where(and(eq(subscriptions.caseNumber, caseNumber), gone));
  if (now.length === 0) return;
  const since = new Date(at);
  await tx
    .insert(subscriptions)
    .values(now.map((one) => ({ ...one, caseNumber, since })))
    .onConflictDoNothing();
}

type Thrown = Extract<RecordedCommand, { kind: 'throwMessage' | 'throwSignal' }>;

/** What a job of the outbox needs to take a thrown message or signal to other cases. */
export interface Throw {
  /** `<case>.<step>.<place>`: the same however often the job runs. */
  id: string;
  caseNumber: string;
  what: 'message' | 'signal';
  name: string;
  key: string | null;
  variables: Record<string, unknown>;
}

/**
 * Promises what a step has thrown to the cases that wait for it: the receivers of a signal are those of this moment, a
 * message finds its one receiver when it is sent. A message without a key was for this case alone.
 */
export async function throwToOthers(tx: Transaction, step: Step): Promise<void> {
  for (const [place, command] of step.commands.entries()) {
    const thrown = isThrown(command) ? toThrow(step, command, place) : null;
    if (!thrown) continue;
    if (thrown.what === 'signal') {
      await tx.execute(sql`insert into deliveries (thrown, receiver, status, place)
        select ${thrown.id}, case_number, 'open', row_number() over (order by since, case_number)
        from subscriptions where kind = 'signal' and name = ${thrown.name} and key = '' and case_number <> ${step.caseNumber}
        on conflict do nothing`);
    }
    const payload = JSON.stringify(thrown);
    await tx.execute(sql`select graphile_worker.add_job('deliver', ${payload}::json, queue_name => ${`thrown:${step.caseNumber}`},
      job_key => ${thrown.id}, max_attempts => 100)`);
  }
}

const isThrown = (command: RecordedCommand): command is Thrown => command.kind === 'throwMessage' || command.kind === 'throwSignal';

function toThrow({ caseNumber, step }: Step, command: Thrown, place: number): Throw | null {
  const { name, variables } = command;
  const id = `${caseNumber}.${step}.${place}`;
  if (command.kind === 'throwSignal') return { id, caseNumber, what: 'signal', name, key: null, variables };
  const { correlationKey: key } = command;
  if (key === undefined || key === null) return null;
  return { id, caseNumber, what: 'message', name, key: String(key), variables };
}
