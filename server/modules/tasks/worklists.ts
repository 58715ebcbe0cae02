import { z } from 'zod';
import type { TaskRow } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import type { Language } from '../../language.ts';
import { cursorOf, readCursor } from '../../plugins/cursor.ts';
import { visibleOrganisations } from '../cases/scope.ts';
import type { SlowData } from '../reference.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { countTasks, findTaskRows, nextTasks } from './repo.ts';
import type { TaskFilter, Worklist } from './repo.ts';
import { taskRow } from './task-row.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);
/** Counts stop here: more is "1000+" to anybody. */
const mostCounted = 1000;

export type Scope = 'mine' | 'groups' | 'all';

/** The groups a person may claim from: one a post, as tasks are keyed. */
const groupsOf = (user: SignedIn): string[] => [
  ...new Set(user.posts.map(({ organisationId, role, department }) => `${organisationId}:${role}:${department}`)),
];

function worklistOf(user: SignedIn, scope: Scope, slow: SlowData): Worklist {
  if (scope === 'mine') return { holder: user.id };
  if (scope === 'groups') return { groups: groupsOf(user) };
  return { organisations: visibleOrganisations(user, slow) };
}

export interface TaskReader {
  slow: SlowData;
  language: Language;
  now: Date;
}

/** A page of a worklist in due order. */
export async function readWorklist(
  db: Database,
  user: SignedIn,
  scope: Scope,
  filter: TaskFilter,
  page: { cursor?: string | undefined; limit: number },
  { slow, language, now }: TaskReader,
): Promise<{ rows: z.infer<typeof TaskRow>[]; next: string | null }> {
  const after = readCursor(Cursor, page.cursor);
  const found = await nextTasks(db, worklistOf(user, scope, slow), filter, { after, limit: page.limit }, now);
  const shown = found.slice(0, page.limit);
  const rows = await findTaskRows(
    db,
    shown.map(({ id }) => id),
  );
  const byId = new Map(rows.map((row) => [row.task.id, row]));
  const last = shown.at(-1);
  return {
    rows: shown.flatMap(({ id }) => {
      const row = byId.get(id);
      return row ? [taskRow(row, slow, language, now)] : [];
    }),
    next: found.length > page.limit && last ? cursorOf([last.sortAt, last.id]) : null,
  };
}

/** How many tasks wait for a person, and of them how many are late. */
export async function countWorklists(db: Database, user: SignedIn, now: Date): Promise<{ mine: number; groups: number; overdue: number }> {
  const mine = { holder: user.id };
  const groups = { groups: groupsOf(user) };
  const [own, open, lateOwn, lateOpen] = await Promise.all([
    countTasks(db, mine, mostCounted, null),
    countTasks(db, groups, mostCounted, null),
    countTasks(db, mine, mostCounted, now),
    countTasks(db, groups, mostCounted, now),
  ]);
  return { mine: own, groups: open, overdue: Math.min(mostCounted, lateOwn + lateOpen) };
}
