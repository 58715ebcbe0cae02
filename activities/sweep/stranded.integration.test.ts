import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { absences, cases, escalations, ledger, posts, tasks } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { FactsSource } from '../record/facts-source.ts';
import { prepare } from '../test-support/prepare.ts';
import { escalateStranded } from './stranded.ts';

let testDatabase: TestDatabase;
let database: Connection;
beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url);
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const day = '2026-11-24';
const noon = new Date(`${day}T12:00:00+08:00`);
const facts = new FactsSource();
const sweep = (at = noon) => escalateStranded(database.db, facts, at);

/** An open review of a county, as a step leaves it. */
async function waiting(caseNumber: string, organisationId: string, holderId: string | null = null): Promise<string> {
  const { db } = database;
  const of = { caseNumber, itemId: 'publication-retail', organisationId, applicantName: '某某书店' };
  await db.insert(cases).values({
    ...of,
    definitionId: 'publication-retail.1',
    holderOrganisationId: organisationId,
    applicantId: 'applicant',
    applicant: {},
    answers: {},
    formVersion: 1,
    queryCodeHash: '',
    state: 'REVIEW',
    submittedAt: noon,
  });
  const id = `${caseNumber}.5`;
  const group = { role: 'reviewer', groupKey: `${organisationId}:reviewer:`, holderId };
  const task = { ...of, ...group, id, number: 5, element: 'Review', name: '审查', stage: 'review' as const };
  await db.insert(tasks).values({ ...task, openedAt: noon, sortAt: noon, open: true });
  return id;
}

const away = (userId: string, standInId: string | null, through = day) =>
  database.db.insert(absences).values({
    id: `${userId}-away`,
    userId,
    standInId,
    from: day,
    through,
    roles: [],
    setBy: userId,
    setAt: noon,
  });

test('a task whose people have all gone is told to the nearest supervisor, once', async () => {
  const { db } = database;
  const id = await waiting('gone', 'yuelu');
  await waiting('staffed', 'xihu');
  expect(await sweep()).toBe(0);
  await away('yuelu-reviewer', null);
  expect(await sweep()).toBe(0);
  await away('yuelu-reviewer2', null);
  expect(await sweep()).toBe(1);
  expect(await sweep()).toBe(0);
  expect(await db.select().from(escalations)).toMatchObject([{ taskId: id, organisationId: 'yuelu', reason: 'allAway' }]);
  const [entry] = await db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseNumber, 'gone'), eq(ledger.type, 'task.escalated')));
  expect(entry).toMatchObject({ step: null, organisationId: 'yuelu', data: { why: 'allAway' } });
  // Nothing is decided for want of people.
  expect(await db.select().from(tasks).where(eq(tasks.id, id))).toMatchObject([{ open: true, holderId: null, decision: null }]);
});

test('a stand-in is enough; without supervisors of its own the body above is told', async () => {
  const { db } = database;
  const id = await waiting('lent', 'liling');
  await away('liling-reviewer', 'liling-decider', '2026-11-25');
  await away('liling-reviewer2', null, '2026-11-25');
  expect(await sweep()).toBe(0);
  await db.update(absences).set({ standInId: null }).where(eq(absences.userId, 'liling-reviewer'));
  await db.delete(posts).where(and(eq(posts.organisationId, 'liling'), eq(posts.role, 'supervisor')));
  await away('zhuzhou-supervisor', null, '2026-11-25');
  expect(await sweep()).toBe(1);
  const [found] = await db.select().from(escalations).where(eq(escalations.taskId, id));
  expect(found).toMatchObject({ organisationId: 'hunan', reason: 'allAway' });
});

test('a task in the hands of who has gone without a stand-in is told; a day later it is theirs again', async () => {
  await waiting('held', 'wuhua', 'wuhua-reviewer');
  await away('wuhua-reviewer', null);
  expect(await sweep(new Date(noon.getTime() + 24 * 60 * 60 * 1000))).toBe(0);
  expect(await sweep()).toBe(1);
});
