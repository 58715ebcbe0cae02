import { and, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { operationRoutes } from '../../../schema/contracts/operations.ts';
import type { Database } from '../../../schema/db/connect.ts';
import type { Seal } from '../../../schema/db/sealed.ts';
import { caseStates, cases, incidents, items, organisations } from '../../../schema/db/tables/index.ts';
import type { State } from '../../../workflows/engine/types.ts';
import type { SignedIn } from '../session/signed-in.ts';

type Query = z.infer<NonNullable<typeof operationRoutes.incidents.query>>;

const columns = { incident: incidents, guide: items.guide, definitionId: cases.definitionId, path: organisations.path };

const withCases = (db: Database) =>
  db
    .select(columns)
    .from(incidents)
    .innerJoin(cases, eq(cases.caseNumber, incidents.caseNumber))
    .innerJoin(items, eq(items.id, cases.itemId))
    .innerJoin(organisations, eq(organisations.id, cases.organisationId));

/** An incident with its case's item, version and the path of where the case was received; null when there is none of that id. */
export async function findIncident(db: Database, id: string) {
  const [found] = await withCases(db).where(eq(incidents.id, id));
  return found ?? null;
}
export type FoundIncident = NonNullable<Awaited<ReturnType<typeof findIncident>>>;

/** Incidents below the organisations that somebody looks after, the newest first; one more than asked, to know whether there are more. */
export async function listIncidents(db: Database, user: SignedIn, query: Query, after: [string, string] | null): Promise<FoundIncident[]> {
  const paths = user.posts
    .filter((post) => post.role === 'supervisor' || post.role === 'systemAdministrator')
    .map((post) => `${post.path}%`);
  return withCases(db)
    .where(
      and(
        query.state === 'open' ? isNull(incidents.resolvedAt) : isNotNull(incidents.resolvedAt),
        query.caseNumber === undefined ? undefined : eq(incidents.caseNumber, query.caseNumber),
        query.code === undefined ? undefined : eq(incidents.code, query.code),
        or(...paths.map((path) => sql`${organisations.path} like ${path}`)),
        after ? sql`(${incidents.at}, ${incidents.id}) < (${after[0]}::timestamptz, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(incidents.at), desc(incidents.id))
    .limit(query.limit + 1);
}

/** The state of a running case after its last step; null when it has not begun or is over. */
export async function keptState(db: Database, seal: Seal, caseNumber: string): Promise<State | null> {
  const [kept] = await db
    .select({ state: caseStates.state })
    .from(caseStates)
    .where(and(eq(caseStates.caseNumber, caseNumber), isNull(caseStates.endedAt)));
  return kept ? (seal.open(kept.state) as State) : null;
}
