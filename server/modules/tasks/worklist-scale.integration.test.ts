import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../../schema/db/connect.ts';
import type { Connection } from '../../../schema/db/connect.ts';
import * as tables from '../../../schema/db/tables/index.ts';
import { createTestDatabase, fillAtOnce } from '../../../schema/db/testing.ts';
import type { TestDatabase } from '../../../schema/db/testing.ts';
import { prepare } from '../../test-support/prepare.ts';
import { nextTasks } from './repo.ts';
import type { TaskCursor, Worklist } from './repo.ts';

let testDatabase: TestDatabase;
let database: Connection;

/** Open tasks, over 40 organisations and two roles each: one in five is taken. */
const open = 1_000_000;

beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url, { max: 2 });
  await database.sql.begin(async (sql) => {
    // Their cases don't matter here: foreign keys are not checked.
    await sql`set local session_replication_role = replica`;
    await fillAtOnce(
      sql,
      'tasks',
      () => sql`
        insert into tasks (id, case_number, number, element, name, stage, role, organisation_id, department, group_key, item_id, applicant_name,
          holder_id, opened_at, due_at, sort_at, open)
        select 'case' || n || '.1', 'case' || n, 1, 'Review', '审查', 'review', role, organisation, '', organisation || ':' || role || ':', 'item', '某某书店',
          case when n % 5 = 0 then 'user' || n % 400 end, now(), due, due, true
        from (
          select n, 'body' || n % 40 as organisation, case when n % 2 = 0 then 'reviewer' else 'window' end as role,
            timestamptz '2026-11-24' + n * interval '1 minute' as due
          from generate_series(1, ${open}::int) as n
        ) as made`,
    );
  });
  await database.sql`analyze tasks`;
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}
interface Explained {
  Plan: PlanNode & { 'Shared Hit Blocks': number; 'Shared Read Blocks': number };
}

/** Runs a page of a worklist, then asks Postgres what the same query touched. */
async function costOf(worklist: Worklist, after: TaskCursor | null): Promise<{ blocks: number; scans: string[]; last: TaskCursor }> {
  const asked: { query: string; params: unknown[] }[] = [];
  const db = drizzle(database.sql, { schema: tables, logger: { logQuery: (query, params) => void asked.push({ query, params }) } });
  const rows = await nextTasks(db, worklist, {}, { after, limit: 20 }, new Date('2026-11-25T00:00:00Z'));
  expect(rows).toHaveLength(21);
  const { query, params } = asked[0]!;
  const [answer] = await database.sql.unsafe<{ 'QUERY PLAN': Explained[] }[]>(
    `explain (analyze, buffers, format json) ${query}`,
    params as string[],
  );
  const { Plan } = answer!['QUERY PLAN'][0]!;
  const last = rows.at(-2)!;
  return { blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], scans: scansOf(Plan), last: [last.sortAt, last.id] };
}

const scansOf = (node: PlanNode): string[] => [
  ...(node['Relation Name'] === 'tasks' ? [node['Node Type']] : []),
  ...(node.Plans ?? []).flatMap(scansOf),
];

test.each<[string, Worklist]>([
  ['groups', { groups: ['body3:window:', 'body8:reviewer:'] }],
  ['mine', { hands: [{ id: 'user20', roles: [] }] }],
  [
    'mine, and what I do for a colleague',
    {
      hands: [
        { id: 'user20', roles: [] },
        { id: 'user40', roles: ['reviewer'] },
      ],
    },
  ],
  ['one organisation', { organisations: ['body7'] }],
  ['a province with all below it', { organisations: ['body1', 'body2', 'body3', 'body4', 'body5'] }],
  ['everything', { organisations: 'all' }],
])('a page of %s reads its own rows from an index, deep in the list as at its beginning', async (_, worklist) => {
  const first = await costOf(worklist, null);
  const deep: TaskCursor = ['2027-01-20T00:00:00.000Z', ''];
  for (const { blocks, scans } of [first, await costOf(worklist, first.last), await costOf(worklist, deep)]) {
    expect(new Set(scans)).toEqual(new Set(['Index Scan']));
    expect(blocks).toBeLessThan(200);
  }
});
