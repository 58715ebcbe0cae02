import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import * as tables from '../../schema/db/tables/index.ts';
import { createTestDatabase, fillAtOnce } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { prepare } from '../test-support/prepare.ts';
import { turnLights } from './lights.ts';

let testDatabase: TestDatabase;
let database: Connection;

/** Open clocks, due a minute apart from a moment on. */
const open = 500_000;
const from = '2026-11-24T00:00:00Z';

beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url, { max: 2 });
  await database.sql.begin(async (sql) => {
    // Items, organisations and applicants don't matter here: foreign keys are not checked.
    await sql`set local session_replication_role = replica`;
    await fillAtOnce(
      sql,
      'cases',
      () => sql`
        insert into cases (case_number, item_id, definition_id, organisation_id, holder_organisation_id, applicant_id, applicant_name, applicant,
          answers, form_version, query_code_hash, state, submitted_at, due_at, warn_at, light_at, started)
        select 'case' || n, 'item', 'item.1', 'body', 'body', 'applicant', '某某书店', '{}', '{}', 1, '', 'REVIEW', now(), due, due, due, true
        from (select n, ${from}::timestamptz + n * interval '1 minute' as due from generate_series(1, ${open}::int) as n) as made`,
    );
  });
  await database.sql`analyze cases`;
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}
interface Explained {
  Plan: PlanNode & { 'Shared Hit Blocks': number; 'Shared Read Blocks': number };
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Sweeps at a moment, then asks Postgres what the sweep's own query touches. */
async function sweepAt(now: Date) {
  const asked: { query: string; params: unknown[] }[] = [];
  const db = drizzle(database.sql, { schema: tables, logger: { logQuery: (query, params) => void asked.push({ query, params }) } });
  const turned = await turnLights(db, now);
  const { query, params } = asked.find(({ query: text }) => text.startsWith('select') && text.includes('light_at'))!;
  const [answer] = await database.sql.unsafe<{ 'QUERY PLAN': Explained[] }[]>(
    `explain (analyze, buffers, format json) ${query}`,
    params as string[],
  );
  const { Plan } = answer!['QUERY PLAN'][0]!;
  return { turned, nodes: nodesOf(Plan), blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'] };
}

test('half a million open clocks cost a sweep nothing while they wait', async () => {
  const idle = await sweepAt(new Date(from));
  expect(idle.turned).toBe(0);
  expect(idle.nodes.map((node) => node['Index Name']).filter(Boolean)).toEqual(['cases_light']);
  expect(idle.nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  expect(idle.blocks).toBeLessThan(10);
});

test('a sweep costs by the lights that turn, each of which is written down once', async () => {
  const now = new Date(Date.parse(from) + 250 * 60_000);
  const some = await sweepAt(now);
  expect(some.turned).toBe(250);
  expect(some.nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  expect(some.blocks).toBeLessThan(1000);
  const [noted] = await database.sql<{ n: number }[]>`select count(*)::int as n from ledger where type = 'case.light'`;
  expect(noted!.n).toBe(250);
  expect((await sweepAt(now)).turned).toBe(0);
});
