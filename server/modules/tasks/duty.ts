import { casesOfAvoidance, keptFromCase, peopleOfCase } from '../../../schema/db/avoidance.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { avoidanceOf } from '../../../schema/rules/avoidance.ts';
import type { Avoidance, CaseOfAvoidance, PersonOfCase } from '../../../schema/rules/avoidance.ts';
import { inWhoseName } from '../../../schema/rules/permissions.ts';
import type { Principal } from '../../../schema/rules/permissions.ts';
import type { SignedIn } from '../session/signed-in.ts';
import type { TaskRecord } from './open-task.ts';

/** Somebody before a task: in whose name they would handle it, and what keeps them or that person from it. */
export interface Duty {
  inNameOf: Principal | null;
  avoidance: Avoidance | null;
}

/** A task with what its definition says of who may not handle it. */
export interface Separated {
  task: TaskRecord;
  separateFrom: readonly string[] | undefined;
}

/** Why one of some people may not handle a task; a stand-in and who is away must both be free. */
function avoidanceAmong(people: (PersonOfCase | undefined)[], of: CaseOfAvoidance, { task, separateFrom }: Separated): Avoidance | null {
  const step = { element: task.element, stage: task.stage, separateFrom };
  return people.flatMap((person) => (person ? [avoidanceOf(person, of, step)] : [])).find((reason) => reason !== null) ?? null;
}

/** The duty of a person in each of some tasks, in a few queries for all of them. */
export async function dutiesOf(db: Database, user: SignedIn, found: Separated[]): Promise<Map<string, Duty>> {
  const names = found.map(({ task }) => inWhoseName(user, task) ?? null);
  const [cases, people] = await Promise.all([
    casesOfAvoidance(
      db,
      found.map(({ task }) => task.caseNumber),
    ),
    peopleOfCase(db, [user.id, ...names.flatMap((one) => (one ? [one.id] : []))]),
  ]);
  return new Map(
    found.map((one, n) => {
      const inNameOf = names[n]!;
      const acting = [people.get(user.id), ...(inNameOf ? [people.get(inNameOf.id)] : [])];
      return [one.task.id, { inNameOf, avoidance: avoidanceAmong(acting, cases.get(one.task.caseNumber)!, one) }];
    }),
  );
}

/** What keeps a person from the whole case, whatever task of it: kinship, interest, a recusal. Four eyes are about deciding. */
export async function closenessTo(db: Database, user: SignedIn, caseNumber: string): Promise<Avoidance | null> {
  return (await keptFromCase(db, caseNumber, [user.id])).get(user.id) ?? null;
}

/** Why each of some people may not handle a task; those who may are not listed. */
export async function whoAvoids(db: Database, ids: readonly string[], one: Separated): Promise<Map<string, Avoidance>> {
  if (ids.length === 0) return new Map();
  const { caseNumber } = one.task;
  const [cases, people] = await Promise.all([casesOfAvoidance(db, [caseNumber]), peopleOfCase(db, ids)]);
  return new Map(
    ids.flatMap((id) => {
      const reason = avoidanceAmong([people.get(id)], cases.get(caseNumber)!, one);
      return reason === null ? [] : [[id, reason] as const];
    }),
  );
}
