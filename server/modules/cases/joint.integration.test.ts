import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { tasks } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, submit } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
beforeAll(async () => {
  home = await openCaseHome();
});
afterAll(() => home?.close());

const view = async (visitor: Visitor, caseNumber: string) =>
  routes.cases.get.response.parse((await visitor.get(`/api/cases/${caseNumber}`)).json());

test('two departments review one application side by side within one limit; the applicant reads a line each and no words', async () => {
  const of = async (department: string) => {
    const { staff } = await import('../../../schema/catalog/load.ts').then(({ loadPeople }) => loadPeople());
    const found = staff.find(({ posts }) => posts.some((post) => post.organisationId === 'hunan' && post.department === department))!;
    return home.as(found.login);
  };
  const [applicant, window, decider, government] = (await Promise.all(
    ['company', 'hunan-window', 'hunan-decider', 'hunan-government'].map((login) => home.as(login)),
  )) as [Visitor, Visitor, Visitor, Visitor];
  const [publicity, media] = [await of('publicity'), await of('media')];
  const { caseNumber } = await submit(home, applicant, 'tv-programme-production', 'hunan');
  const states = async (visitor: Visitor) => (await view(visitor, caseNumber)).departments.map(({ state }) => state);
  await decide(window, caseNumber, 'accept');
  expect(await states(applicant)).toEqual(['waiting', 'waiting']);
  const begun = await view(decider, caseNumber);
  expect(begun.clocks.filter(({ name }) => name === 'decision')).toMatchObject([{ total: 45, unit: 'workday' }]);
  expect(begun.departments.map(({ materials }) => materials)).toEqual([
    ['application-form', 'staff'],
    ['business-licence', 'articles'],
  ]);

  await decide(publicity, caseNumber, 'pass', { opinion: '人员符合条件' });
  expect(await states(applicant)).toEqual(['done', 'waiting']);
  const seen = (await view(media, caseNumber)).departments[0]!;
  expect(seen).toMatchObject({ opinion: '人员符合条件', decision: { zh: '审查通过' }, isLate: false });
  expect(seen.by).not.toBeNull();
  const own = (await applicant.get(`/api/cases/${caseNumber}`)).body;
  expect(own).not.toContain('人员符合条件');
  expect((await view(applicant, caseNumber)).departments[0]).toMatchObject({ by: null, decision: null, opinion: null });

  // The other is late, and everybody sees which one.
  await home.db
    .update(tasks)
    .set({ dueAt: new Date(Date.now() - 60_000) })
    .where(eq(tasks.element, 'ReviewB'));
  expect((await view(decider, caseNumber)).departments.map(({ isLate }) => isLate)).toEqual([false, true]);

  // One clock for the whole, extended once by the head of the government, not by the agency's.
  const extend = (visitor: Visitor, days: number) =>
    visitor.post(`/api/cases/${caseNumber}/extension`, { days, reason: '两部门意见须协调' });
  expect((await extend(decider, 10)).json()).toMatchObject({ code: 'not-allowed', params: { reason: 'notGovernmentHead' } });
  expect((await extend(government, 16)).json()).toMatchObject({ code: 'extension-too-long' });
  expect((await extend(government, 15)).json()).toMatchObject({ state: 'EXTENDED' });
  expect((await view(decider, caseNumber)).clocks.find(({ name }) => name === 'decision')).toMatchObject({ total: 60 });

  await decide(media, caseNumber, 'pass', { opinion: '机构符合条件' });
  expect(await states(decider)).toEqual(['done', 'done']);
  await decide(decider, caseNumber, 'grant', { opinion: '准予' });
});
