import { z } from 'zod';
import type { TaskRow } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { userTaskOf } from '../../../schema/process/program.ts';
import type { Language } from '../../language.ts';
import { cursorOf, readCursor } from '../../plugins/cursor.ts';
import { visibleOrganisations } from '../cases/scope.ts';
import type { Reference, SlowData } from '../reference.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { dutiesOf } from './duty.ts';
import { countAsked, countTasks, findTaskRows, nextTasks, recusedCases } from './repo.ts';
import type { FoundTask, TaskFilter, Worklist } from './repo.ts';
import { taskRow } from './task-row.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);
/** Counts stop here: more is "1000+" to anybody. */
const mostCounted = 1000;

export type Scope = 'mine' | 'groups' | 'all' | 'escalated';

/** The groups a person may claim from, in their own name or for whom they stand in: one a post, as tasks are keyed. */
const groupsOf = (user: SignedIn): string[] => [
  ...new Set(
    [user, ...user.standsFor].flatMap(({ posts }) =>
      posts.map(({ organisationId, role, department }) => `${organisationId}:${role}:${department}`),
    ),
  ),
];
const handsOf = (user: SignedIn) => [{ id: user.id, roles: [] }, ...user.standsFor.map(({ id, roles }) => ({ id, roles }))];
const postsAs = (user: SignedIn, ...roles: string[]): string[] => [
  ...new Set(user.posts.filter(({ role }) => roles.includes(role)).map(({ organisationId }) => organisationId)),
];

function worklistOf(user: SignedIn, scope: Scope, slow: SlowData): Worklist {
  if (scope === 'mine') return { hands: handsOf(user) };
  if (scope === 'groups') return { groups: groupsOf(user) };
  if (scope === 'escalated') return { escalatedTo: postsAs(user, 'supervisor') };
  return { organisations: visibleOrganisations(user, slow) };
}

export interface TaskReader {
  user: SignedIn;
  reference: Reference;
  language: Language;
  now: Date;
}

/** Rows as a worklist shows them to somebody: with what keeps them from a task, and in whose name they would take it. */
export async function showRows(
  db: Database,
  ids: string[],
  { user, reference, language, now }: TaskReader,
): Promise<z.infer<typeof TaskRow>[]> {
  const [found, slow] = await Promise.all([findTaskRows(db, ids), reference.now()]);
  const separated = await Promise.all(found.map((row) => separatedOf(row, reference)));
  const duties = await dutiesOf(db, user, separated);
  const byId = new Map(found.map((row) => [row.task.id, taskRow(row, duties.get(row.task.id)!, slow, language, now)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function separatedOf({ task, definitionId }: FoundTask, reference: Reference) {
  const { program } = await reference.definition(definitionId);
  return { task, separateFrom: userTaskOf(program, task.element)?.separateFrom };
}

/** A page of a worklist in due order. */
export async function readWorklist(
  db: Database,
  scope: Scope,
  filter: TaskFilter,
  page: { cursor?: string | undefined; limit: number },
  reader: TaskReader,
): Promise<{ rows: z.infer<typeof TaskRow>[]; next: string | null }> {
  const { user, now } = reader;
  const after = readCursor(Cursor, page.cursor);
  const [slow, without] = await Promise.all([reader.reference.now(), scope === 'groups' ? recusedCases(db, user) : []]);
  const found = await nextTasks(db, worklistOf(user, scope, slow), { ...filter, without }, { after, limit: page.limit }, now);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  const rows = await showRows(
    db,
    shown.map(({ id }) => id),
    reader,
  );
  return { rows, next: found.length > page.limit && last ? cursorOf([last.sortAt, last.id]) : null };
}

/** What waits for a person: tasks, how many of them are late, and what colleagues and applicants want of them. */
export async function countWorklists(db: Database, user: SignedIn, now: Date) {
  const mine: Worklist = { hands: handsOf(user) };
  const groups: Worklist = { groups: groupsOf(user) };
  const supervised = postsAs(user, 'supervisor');
  const without = await recusedCases(db, user);
  const [own, open, lateOwn, lateOpen, escalated, others] = await Promise.all([
    countTasks(db, mine, mostCounted, null),
    countTasks(db, groups, mostCounted, null, without),
    countTasks(db, mine, mostCounted, now),
    countTasks(db, groups, mostCounted, now, without),
    supervised.length === 0 ? 0 : countTasks(db, { escalatedTo: supervised }, mostCounted, null),
    countAsked(db, user.id, postsAs(user, 'supervisor', 'decider'), mostCounted),
  ]);
  return { mine: own, groups: open, overdue: Math.min(mostCounted, lateOwn + lateOpen), escalated, ...others };
}
