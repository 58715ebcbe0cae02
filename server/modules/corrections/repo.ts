import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, correctionMarks, definitions, tasks, users } from '../../../schema/db/tables/index.ts';
import type { NodeOf } from '../../../schema/process/program.ts';

/** The marks of the notice that has not gone out, in the order they were made. */
export async function openMarks(db: Database | Transaction, caseNumber: string) {
  return db
    .select({ mark: correctionMarks, by: users.name })
    .from(correctionMarks)
    .innerJoin(users, eq(users.id, correctionMarks.byId))
    .where(and(eq(correctionMarks.caseNumber, caseNumber), isNull(correctionMarks.round)))
    .orderBy(asc(correctionMarks.at), asc(correctionMarks.id));
}
export type OpenMark = Awaited<ReturnType<typeof openMarks>>[number];

/** The open task from which a correction notice can be sent; null while there is none. */
export async function noticeTask(db: Database | Transaction, caseNumber: string) {
  const node = sql<NodeOf<'userTask'>>`${definitions.program} -> 'nodes' -> ${tasks.element}`;
  const [found] = await db
    .select({ task: tasks, node })
    .from(tasks)
    .innerJoin(cases, eq(cases.caseNumber, tasks.caseNumber))
    .innerJoin(definitions, eq(definitions.id, cases.definitionId))
    .where(
      and(
        eq(tasks.caseNumber, caseNumber),
        eq(tasks.open, true),
        ne(tasks.role, 'applicant'),
        sql`${node} -> 'decisions' -> 'options' @> '[{"requires":"marks"}]'::jsonb`,
      ),
    )
    .orderBy(asc(tasks.number))
    .limit(1);
  return found ?? null;
}

/** Names a set of marks: it changes with each one that is added, changed or taken back. */
export const revisionOf = (marks: readonly OpenMark[]): string =>
  marks.length === 0 ? '0' : `${marks.length}.${Math.max(...marks.map(({ mark }) => mark.at.getTime()))}`;
