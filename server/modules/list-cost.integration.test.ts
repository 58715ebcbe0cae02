import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import * as tables from '../../schema/db/tables/index.ts';
import { openApi } from '../test-support/api-home.ts';
import type { ApiHome } from '../test-support/api-home.ts';
import type { Visitor } from '../test-support/visitor.ts';

/** Cases and open tasks, spread over all organisations; enough that reading them all could not be overlooked. */
const many = 100_000;

interface Query {
  text: string;
  params: unknown[];
}
interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

let home: ApiHome;
let asked: Query[] = [];

beforeAll(async () => {
  home = await openApi();
  // The API's own statements, as they are sent, are what is explained.
  const logger = { logQuery: (text: string, params: unknown[]) => void asked.push({ text, params }) };
  Object.assign(home.services.database, { db: home.db });
  Object.assign(home.db, drizzle(home.services.database.sql, { schema: tables, logger }));
  await fill();
});
afterAll(() => home.close());

async function fill(): Promise<void> {
  const { sql: run, close } = connect(home.env.DATABASE_URL, { max: 1 });
  await run.unsafe(`
    insert into cases (case_number, item_id, definition_id, organisation_id, holder_organisation_id, applicant_id, applicant_name,
      applicant, answers, form_version, query_code_hash, state, started, submitted_at, due_at)
    select lpad(n::text, 43, '0'), 'publication-retail', 'publication-retail.1', o.id, o.id,
      case when n % 1000 = 0 then 'bookshop' else 'u' || n end, '某某书店' || n, '{}', '{}', 1, '', 'SUBMITTED', true,
      now() - n * interval '1 minute', now() + (n % 30) * interval '1 day'
    from generate_series(1, ${many}) n
    join (select id, row_number() over (order by id) - 1 as at, count(*) over () as size from organisations) o on o.at = n % o.size`);
  await run.unsafe(`
    insert into tasks (id, case_number, number, element, name, stage, role, organisation_id, group_key, item_id, applicant_name,
      holder_id, opened_at, sort_at, case_due_at, open)
    select case_number || '.2', case_number, 2, 'Receive', '受理审查', 'receive', 'window', organisation_id,
      organisation_id || ':window:', item_id, applicant_name, case when right(case_number, 1) = '7' then 'yuelu-window' end,
      submitted_at, due_at, due_at, right(case_number, 1) <> '9'
    from cases`);
  await run.unsafe('analyze cases; analyze tasks');
  await close();
}

/** Rows that a plan touches, all its loops and what a filter threw away included. */
function touched(plan: Plan): number {
  const own = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return own + (plan.Plans ?? []).reduce((sum, inner) => sum + touched(inner), 0);
}

const scans = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [plan['Relation Name']] : []),
  ...(plan.Plans ?? []).flatMap(scans),
];

/** The most rows that any one statement of a request touches, and the big tables it reads from end to end. */
async function costOf(visitor: Visitor, url: string): Promise<{ statements: number; rows: number; scanned: string[] }> {
  await visitor.get(url);
  asked = [];
  const answer = await visitor.get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  const queries = asked.filter(
    ({ text }) => /from "(cases|tasks|incidents|ledger|files)"|"tasks"\.|"cases"\./.test(text) && text.startsWith('select'),
  );
  const { sql: run, close } = connect(home.env.DATABASE_URL, { max: 1 });
  let rows = 0;
  const scanned: string[] = [];
  for (const { text, params } of queries) {
    const [explained] = await run.unsafe(`explain (analyze, format json) ${text}`, params as never[]);
    const { Plan: plan } = (explained as unknown as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0];
    rows = Math.max(rows, touched(plan));
    scanned.push(...scans(plan).filter((name) => name === 'cases' || name === 'tasks'));
  }
  await close();
  return { statements: queries.length, rows, scanned };
}

test.each([
  ['a group’s worklist', 'yuelu-window', '/api/tasks?scope=groups'],
  ['one’s own worklist', 'yuelu-window', '/api/tasks?scope=mine'],
  ['all tasks of a province', 'hunan-supervisor', '/api/tasks?scope=all'],
  ['all tasks of the country', 'national-supervisor', '/api/tasks?scope=all'],
  ['the cases of a county', 'yuelu-window', '/api/cases'],
  ['the cases of the country', 'national-supervisor', '/api/cases?open=true'],
  ['an applicant’s own cases', 'bookshop', '/api/cases/mine'],
])('%s: a page costs by its own length, not by how much there is', async (_, login, url) => {
  const { statements, rows, scanned } = await costOf(await home.as(login), url);
  expect(scanned).toEqual([]);
  expect(rows).toBeLessThan(1500);
  expect(statements).toBeGreaterThan(0);
  // A few for the page, and as few for what keeps its reader from each of its cases.
  expect(statements).toBeLessThan(8);
});

test('deep in a worklist a page costs what the first one did', async () => {
  const window = await home.as('yuelu-window');
  let url = '/api/tasks?scope=groups&limit=100';
  for (let i = 0; i < 20; i++) {
    const { next } = (await window.get(url)).json<{ next: string }>();
    url = `/api/tasks?scope=groups&limit=100&cursor=${next}`;
  }
  const { rows, scanned } = await costOf(window, url);
  expect({ scanned, few: rows < 2500 }, String(rows)).toEqual({ scanned: [], few: true });
});

test('the numbers of the worklists are counted to a thousand and no further', async () => {
  const window = await home.as('yuelu-window');
  const counts = (await window.get('/api/tasks/counts')).json();
  expect(counts).toMatchObject({ mine: 1000, groups: 1000 });
  const { rows, scanned } = await costOf(window, '/api/tasks/counts');
  expect(scanned).toEqual([]);
  expect(rows).toBeLessThan(10_000);
});

test('paging a worklist to its end gives every task once, in due order', async () => {
  const window = await home.as('yuelu-window');
  const seen: { id: string; due: string }[] = [];
  let cursor = '';
  for (;;) {
    const page = (await window.get(`/api/tasks?scope=groups&limit=100${cursor}`)).json<{
      rows: { id: string; caseDueAt: string }[];
      next: string | null;
    }>();
    seen.push(...page.rows.map((row) => ({ id: row.id, due: row.caseDueAt })));
    if (!page.next) break;
    cursor = `&cursor=${page.next}`;
  }
  const [{ n }] = (await home.db.execute<{ n: number }>(
    sql`select count(*)::int as n from tasks where open and holder_id is null and group_key = 'yuelu:window:'`,
  )) as unknown as [{ n: number }];
  expect(new Set(seen.map((row) => row.id)).size).toBe(n);
  expect(seen.map((row) => row.due)).toEqual(seen.map((row) => row.due).toSorted());
});
