import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { Light } from '../../../schema/contracts/values.ts';
import { cases, tasks } from '../../../schema/db/tables/index.ts';
import { lightOf } from '../../../schema/rules/light.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';
import type { Visitor } from '../../test-support/visitor.ts';

const now = new Date('2026-11-24T08:00:00Z');
const hour = 3_600_000;
const moments = [null, new Date(now.getTime() - hour), now, new Date(now.getTime() + hour)];

let home: ApiHome;
let window: Visitor;
/** Every combination of a limit that is absent, past, just now or ahead. */
const lights = new Map<string, Light>();

beforeAll(async () => {
  home = await openApi({}, { now: () => now });
  window = await home.as('yuelu-window');
  let sequence = 0;
  for (const dueAt of moments) {
    for (const promisedDueAt of moments) {
      for (const warnAt of moments) {
        const { caseNumber } = await storeCase(home.db, 'bookshop', 'yuelu', ++sequence);
        await home.db
          .update(cases)
          .set({
            dueAt,
            promisedDueAt,
            warnAt,
            applicantName: `书店${sequence}`,
            submittedAt: new Date(now.getTime() - (sequence % 7) * hour),
          })
          .where(eq(cases.caseNumber, caseNumber));
        await home.db.update(tasks).set({ caseDueAt: dueAt, promisedDueAt, warnAt }).where(eq(tasks.caseNumber, caseNumber));
        lights.set(caseNumber, lightOf({ dueAt, promisedDueAt, warnAt }, now));
      }
    }
  }
  await storeCase(home.db, 'company', 'xihu', 1);
});
afterAll(() => home.close());

const search = async (query: string, visitor = window) =>
  routes.cases.search.response.parse((await visitor.get(`/api/cases?limit=100&${query}`)).json());
const numbers = (rows: { caseNumber: string }[]) => rows.map((row) => row.caseNumber).toSorted();

test.each(Light.options)('the %s ones are found by the database as the rule shows them', async (light) => {
  const expected = [...lights].filter(([, one]) => one === light).map(([number]) => number);
  expect(expected.length).toBeGreaterThan(0);
  const found = await search(`light=${light}`);
  expect(numbers(found.rows)).toEqual(expected.toSorted());
  expect(found.rows.every((row) => row.light === light)).toBe(true);
  const worklist = routes.tasks.list.response.parse((await window.get(`/api/tasks?limit=100&light=${light}`)).json());
  expect(numbers(worklist.rows)).toEqual(expected.toSorted());
  expect(worklist.rows.every((row) => row.light === light)).toBe(true);
});

test('pages of cases that came at the same time leave none out and repeat none', async () => {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const page = routes.cases.search.response.parse((await window.get(`/api/cases?limit=9${cursor}`)).json());
    seen.push(...page.rows.map((row) => row.caseNumber));
    if (!page.next) break;
    cursor = `&cursor=${page.next}`;
  }
  expect(seen).toHaveLength(lights.size);
  expect(new Set(seen)).toEqual(new Set(lights.keys()));
});

test('a case is found by its number, the end of it, or the applicant’s name; what looks like a pattern is none', async () => {
  const [number] = [...lights.keys()];
  expect(numbers((await search(`query=${number}`)).rows)).toEqual([number]);
  expect(numbers((await search('query=0042')).rows)).toHaveLength(1);
  expect((await search(`query=${encodeURIComponent('书店42')}`)).rows).toHaveLength(1);
  expect((await search('query=%25')).rows).toEqual([]);
  expect((await search('state=DELIVERED')).rows).toEqual([]);
  expect((await search('open=false')).rows).toEqual([]);
});

test('each searches as far as their organisation reaches', async () => {
  const count = async (login: string) => (await search('', await home.as(login))).rows.length;
  expect(await count('xihu-window')).toBe(1);
  expect(await count('changsha-supervisor')).toBe(lights.size);
  expect(await count('zhuzhou-supervisor')).toBe(0);
  expect(await count('national-supervisor')).toBe(lights.size + 1);
});
