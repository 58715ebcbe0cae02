import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadItems } from '../schema/catalog/load.ts';
import { firstBreak } from '../schema/db/ledger.ts';
import { documents, incidents, posts } from '../schema/db/tables/index.ts';
import type { tasks } from '../schema/db/tables/index.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

type Task = typeof tasks.$inferSelect;
const favourable = ['DELIVERED', 'FILED', 'GRANTED'];

/** Somebody of the demo staff must be able to take every task that opens. */
async function handlerOf(task: Task): Promise<string> {
  if (task.assigneeId) return task.assigneeId;
  const { organisationId, role, department } = task;
  const [held] = await home.db
    .select()
    .from(posts)
    .where(and(eq(posts.organisationId, organisationId), eq(posts.role, role as 'window'), eq(posts.department, department)));
  if (!held) throw new Error(`nobody handles ${task.element} as ${role} of ${organisationId} ${department}`);
  return held.userId;
}

async function experts(): Promise<string[]> {
  const all = await home.db.selectDistinct({ id: posts.userId }).from(posts).where(eq(posts.role, 'expert')).limit(5);
  return all.map((one) => one.id);
}

/** Decides a task in the applicant's favour. */
async function favour(one: TestCase, task: Task): Promise<void> {
  const actor = { ...officer, id: await handlerOf(task) };
  const node = await one.nodeOf(task);
  const option = node.decisions?.options.find((offered) => offered.tone === 'primary') ?? node.decisions?.options[0];
  const more = { opinion: '同意', experts: option?.requires === 'experts' ? await experts() : [] };
  await one.act(await one.completionOf(task, option?.value ?? (node.vote ? 'approve' : null), more, actor));
}

// What is about a licence needs one: see licence-life.integration.test.ts.
const issuing = loadItems().filter(({ guide }) => guide.licence.effect === 'issue');

test.each(issuing.map(({ guide }) => guide.id))('%s goes from submission to its favourable end', async (itemId) => {
  const one = await TestCase.started(home, itemId, 1, { experts: await experts() });
  for (let step = 0; step < 40 && (await one.row()).endedAt === null; step++) {
    const [task] = await one.open();
    expect(task, `an open task of ${itemId}`).toBeDefined();
    await favour(one, task!);
  }
  const row = await one.row();
  expect(favourable).toContain(row.state);
  expect(row.endedAt).not.toBeNull();
  expect(await home.db.select().from(incidents).where(eq(incidents.caseNumber, one.number))).toEqual([]);
  // Its papers follow, each under its number.
  let papers = await papersOf(one);
  while (papers.some(({ state }) => state !== 'issued')) papers = await papersOf(one);
  expect(papers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['receipt', 'acceptanceNotice']));
  expect(firstBreak(await one.entries())).toBeNull();
});

async function papersOf(one: TestCase) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return home.db.select({ kind: documents.kind, state: documents.state }).from(documents).where(eq(documents.caseNumber, one.number));
}
