import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { avoidanceOf } from '../rules/avoidance.ts';
import type { Avoidance, CaseOfAvoidance, PersonOfCase, RecusalFact } from '../rules/avoidance.ts';
import type { Stage } from '../contracts/values.ts';
import type { Database, Transaction } from './connect.ts';
import { cases, experts, hearings, ledger, organisations, posts, recusals, tasks, users } from './tables/index.ts';

type Reader = Database | Transaction;

/** What keeps people from each of some cases, in four queries however many there are. */
export async function casesOfAvoidance(db: Reader, caseNumbers: readonly string[]): Promise<Map<string, CaseOfAvoidance>> {
  if (caseNumbers.length === 0) return new Map();
  const numbers = [...new Set(caseNumbers)];
  const [rows, asked, done, held] = await Promise.all([
    db
      .select({ caseNumber: cases.caseNumber, applicantId: cases.applicantId, code: users.code, subjectCase: cases.subjectCase })
      .from(cases)
      .leftJoin(users, eq(users.id, cases.applicantId))
      .where(inArray(cases.caseNumber, numbers)),
    db
      .select()
      .from(recusals)
      .where(and(inArray(recusals.caseNumber, numbers), ne(recusals.state, 'rejected'))),
    doneIn(db, numbers),
    db
      .select({ caseNumber: hearings.caseNumber, officerId: hearings.officerId })
      .from(hearings)
      .where(and(inArray(hearings.caseNumber, numbers), isNotNull(hearings.officerId))),
  ]);
  const found = new Map(rows.map((row) => [row.caseNumber, caseOf(row)]));
  const reviewed = rows.flatMap(({ caseNumber, subjectCase }) => (subjectCase === null ? [] : [{ caseNumber, subjectCase }]));
  const before =
    reviewed.length === 0
      ? []
      : await doneIn(
          db,
          reviewed.map((one) => one.subjectCase),
        );
  for (const { caseNumber, subjectCase } of reviewed) {
    const handled = before.filter((one) => one.caseNumber === subjectCase && one.type === 'task.completed');
    found.get(caseNumber)!.former = handled.flatMap(({ actorId, inNameOf }) => [actorId, inNameOf].filter((id) => id !== null));
  }
  for (const row of asked) found.get(row.caseNumber)?.recusals.push(row);
  for (const { caseNumber, officerId } of held) found.get(caseNumber)?.hearingOfficerIds.push(officerId!);
  for (const { caseNumber, type, element, actorId, inNameOf, stage } of done) {
    const of = found.get(caseNumber);
    if (!of || actorId === null) continue;
    if (type === 'case.submitted') of.submittedById = actorId;
    else if (element !== null)
      for (const userId of [actorId, ...(inNameOf === null ? [] : [inNameOf])]) of.acted.push({ userId, element, stage });
  }
  return found;
}

interface Filling extends CaseOfAvoidance {
  recusals: RecusalFact[];
  acted: { userId: string; element: string; stage: Stage | null }[];
  hearingOfficerIds: string[];
  former?: string[];
}

const caseOf = ({ applicantId, code }: { applicantId: string; code: string | null }): Filling => ({
  applicantId,
  applicantCodes: code === null ? [] : [code],
  submittedById: null,
  recusals: [],
  acted: [],
  hearingOfficerIds: [],
});

/** Who handed each case in, and who has completed what: from the ledger, which also knows of delegates, recalls and stand-ins. */
const doneIn = (db: Reader, numbers: string[]) =>
  db
    .select({
      caseNumber: ledger.caseNumber,
      type: ledger.type,
      element: ledger.element,
      actorId: ledger.actorId,
      inNameOf: sql<string | null>`${ledger.data} #>> '{onBehalfOf,id}'`,
      stage: tasks.stage,
    })
    .from(ledger)
    .leftJoin(tasks, eq(tasks.id, sql`${ledger.caseNumber} || '.' || (${ledger.data} ->> 'task')`))
    .where(and(inArray(ledger.caseNumber, numbers), inArray(ledger.type, ['task.completed', 'case.submitted'])))
    .orderBy(ledger.caseNumber, ledger.seq);

/** What keeps people from one case. Throws when there is no such case. */
export async function caseOfAvoidance(db: Reader, caseNumber: string): Promise<CaseOfAvoidance> {
  const found = (await casesOfAvoidance(db, [caseNumber])).get(caseNumber);
  if (!found) throw new Error(`no case ${caseNumber}`);
  return found;
}

/** What keeps each of some people from a whole case, whatever task of it: kinship, interest, a recusal. Whom nothing keeps is not listed. */
export async function keptFromCase(db: Reader, caseNumber: string, ids: readonly string[]): Promise<Map<string, Avoidance>> {
  if (ids.length === 0) return new Map();
  const [of, people] = await Promise.all([caseOfAvoidance(db, caseNumber), peopleOfCase(db, ids)]);
  return new Map(
    [...people].flatMap(([id, person]) => {
      const reason = avoidanceOf(person, of, null);
      return reason === null ? [] : [[id, reason] as const];
    }),
  );
}

/** People as the rules of avoidance see them; who is unknown is left out. */
export async function peopleOfCase(db: Reader, ids: readonly string[]): Promise<Map<string, PersonOfCase>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: users.id,
      code: users.code,
      ties: experts.ties,
      organisationId: posts.organisationId,
      department: posts.department,
      credit: organisations.creditCode,
    })
    .from(users)
    .leftJoin(experts, eq(experts.userId, users.id))
    .leftJoin(posts, eq(posts.userId, users.id))
    .leftJoin(organisations, eq(organisations.id, posts.organisationId))
    .where(inArray(users.id, [...new Set(ids)]));
  const found = new Map<
    string,
    { id: string; code: string | null; ties: string[]; posts: { organisationId: string; department: string; creditCode: string | null }[] }
  >();
  for (const { id, code, ties, organisationId, department, credit } of rows) {
    const person = found.get(id) ?? { id, code, ties: ties?.map((one) => one.code) ?? [], posts: [] };
    found.set(id, person);
    if (organisationId !== null) person.posts.push({ organisationId, department: department ?? '', creditCode: credit });
  }
  return found;
}
