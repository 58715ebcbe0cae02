import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { appendLedger, firstBreak } from '../../schema/db/ledger.ts';
import { cases, definitions, ledger, offices, positions, tasks } from '../../schema/db/tables/index.ts';
import { stateSeal } from '../../schema/db/sealed.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { advance } from '../../workflows/engine/advance.ts';
import { tokensByElement } from '../../workflows/engine/inspect.ts';
import { newState } from '../../workflows/engine/instance.ts';
import { createEvaluator } from '../../workflows/compile/expression/evaluator.ts';
import { addWorkdays } from '../../workflows/clock/workdays.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { readCalendar } from '../../schema/db/calendar.ts';
import type { Step } from '../../workflows/messages.ts';
import { recordable } from '../../workflows/shell/recordable.ts';
import { prepare } from '../test-support/prepare.ts';
import { turnLights } from '../sweep/lights.ts';
import { startUnstarted } from '../sweep/unstarted.ts';
import { FactsSource } from './facts-source.ts';
import { recordStep } from './record.ts';

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

const itemId = 'publication-retail';
const at = '2026-09-24T10:20:00.000+08:00';
const facts = new FactsSource();
const seal = stateSeal('a secret of the tests');

async function submitted(sequence: number): Promise<string> {
  const { db } = database;
  const [office] = await db.select().from(offices).where(eq(offices.itemId, itemId)).limit(1);
  const caseNumber = `${office!.implementationCode}20260924${String(sequence).padStart(4, '0')}`;
  const body = office!.organisationId;
  await db.insert(cases).values({
    caseNumber,
    itemId,
    definitionId: `${itemId}.1`,
    organisationId: body,
    holderOrganisationId: body,
    applicantId: 'applicant',
    applicantName: '某某书店',
    applicant: {},
    answers: {},
    formVersion: 1,
    queryCodeHash: '',
    state: 'SUBMITTED',
    submittedAt: new Date(at),
  });
  return caseNumber;
}

/** The first step of a case, as its workflow would hand it in. */
async function firstStep(caseNumber: string): Promise<Step> {
  const [definition] = await database.db
    .select()
    .from(definitions)
    .where(eq(definitions.id, `${itemId}.1`));
  const { program } = definition!;
  const evaluator = createEvaluator({ addWorkdays: (calendar, from, n) => addWorkdays(calendar as Calendar, from, n) });
  const process = Object.keys(program.processes)[0]!;
  const environment = { at, evaluator, calendar: await readCalendar(database.db), answer: () => ({ result: null }) };
  const moved = advance(program, newState(program), { kind: 'started', process, variables: {} }, environment);
  if (!moved.ok) throw new Error(moved.error.message);
  const commands = recordable(moved.commands, false);
  const live = tokensByElement(moved.state);
  const key = { step: 1, key: 'started', since: 1, cause: { kind: 'started' } } as const;
  return { version: 1, caseNumber, programHash: program.hash, ...key, at, commands, live, state: moved.state, clocks: {}, toDo: [] };
}

const counted = async (caseNumber: string) => {
  const of = async (table: typeof ledger | typeof tasks | typeof positions) => database.db.$count(table, eq(table.caseNumber, caseNumber));
  return [await of(ledger), await of(tasks), await of(positions)];
};

test('a step recorded twice, at once or later, is in the tables once, and who asks again is told what came of it', async () => {
  const caseNumber = await submitted(1);
  const step = await firstStep(caseNumber);
  const both = await Promise.all([recordStep(database.db, facts, seal, step), recordStep(database.db, facts, seal, step)]);
  const { key, state, clocks, toDo, programHash } = step;
  const first = { step: 1, state: 'SUBMITTED', licenceNumber: null, results: {} };
  const earlier = { step: 1, key, state, clocks, toDo, programHash, migrated: null, recorded: first };
  expect(both).toContainEqual(first);
  expect(both).toContainEqual({ earlier });
  const before = await counted(caseNumber);
  expect(await recordStep(database.db, facts, seal, { ...step, key: 'another', commands: [] })).toEqual({ earlier });
  expect(await counted(caseNumber)).toEqual(before);
  const [task] = await database.db.select().from(tasks).where(eq(tasks.caseNumber, caseNumber));
  expect(task).toMatchObject({ element: 'Receive', role: 'window', open: true, dueAt: new Date('2026-10-09T23:59:59+08:00') });
});

test('what came of steps is kept as long as their workflow could forget them, and no longer', async () => {
  const caseNumber = await submitted(9);
  const first = await firstStep(caseNumber);
  const after = (step: number, since: number): Step => ({ ...first, step, since, key: `act ${step}`, commands: [], live: {} });
  const again = (step: number) => recordStep(database.db, facts, seal, after(step, step));
  await recordStep(database.db, facts, seal, first);
  for (const step of [after(2, 2), after(3, 2), after(4, 2)]) await recordStep(database.db, facts, seal, step);
  await expect(again(1)).rejects.toThrow('step 1 is recorded, and what came of it is not kept');
  for (const step of [2, 3, 4]) expect(await again(step)).toMatchObject({ earlier: { step, key: `act ${step}`, state: { tokens: {} } } });
  await recordStep(database.db, facts, seal, after(5, 5));
  await expect(again(4)).rejects.toThrow('not kept');
  expect(await again(5)).toMatchObject({ earlier: { key: 'act 5' } });
});

test('a step out of order is not recorded, and nothing of it stays', async () => {
  const caseNumber = await submitted(2);
  const step = await firstStep(caseNumber);
  await expect(recordStep(database.db, facts, seal, { ...step, step: 3 })).rejects.toThrow('step 3 cannot follow');
  expect(await counted(caseNumber)).toEqual([0, 0, 0]);
});

test('the ledger takes entries and no changes, and a break in its chain is found', async () => {
  const caseNumber = await submitted(3);
  await recordStep(database.db, facts, seal, await firstStep(caseNumber));
  const changed = database.db.update(ledger).set({ actorName: '他人' }).where(eq(ledger.caseNumber, caseNumber));
  await expect(changed).rejects.toMatchObject({ cause: { message: expect.stringContaining('append-only') } });
  await expect(database.db.delete(ledger).where(eq(ledger.caseNumber, caseNumber))).rejects.toThrow();
  await expect(database.db.execute(sql`truncate ledger`)).rejects.toThrow();
  const entries = await database.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
  expect(firstBreak(entries)).toBeNull();
  expect(firstBreak(entries.map((entry) => (entry.seq === 2 ? { ...entry, data: { forged: true } } : entry)))).toBe(2);
  expect(firstBreak(entries.filter((entry) => entry.seq !== 2))).toBe(3);
});

test('entries of two acts at once are numbered one after the other', async () => {
  const caseNumber = await submitted(4);
  const noted = { actorId: null, actorName: null, organisationId: null, element: null, elementName: null, data: {} };
  const append = (type: string) =>
    database.db.transaction(async (tx) => {
      const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
      const chain = await appendLedger(tx, row!, [{ type, ...noted }], { step: null, at });
      await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
    });
  await Promise.all(Array.from({ length: 12 }, (_, n) => append(`note.${n}`)));
  const entries = await database.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  expect(firstBreak(entries)).toBeNull();
});

test('a light that turns is written down once, in order, and never for an ended case', async () => {
  const caseNumber = await submitted(5);
  await recordStep(database.db, facts, seal, await firstStep(caseNumber));
  const lights = async () =>
    (await database.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq))
      .filter((entry) => entry.type === 'case.light')
      .map((entry) => entry.data.light);
  const sweep = (time: string) => turnLights(database.db, new Date(time));
  await sweep('2026-09-29T12:00:00+08:00');
  expect(await lights()).toEqual([]);
  await sweep('2026-09-30T12:00:00+08:00');
  await sweep('2026-09-30T13:00:00+08:00');
  expect(await lights()).toEqual(['yellow']);
  await sweep('2026-10-10T00:00:00+08:00');
  expect(await lights()).toEqual(['yellow', 'red']);
  await sweep('2027-01-01T00:00:00+08:00');
  expect(await lights()).toEqual(['yellow', 'red']);
});

test('a case that has not begun a while after its submission is sent to its start again, in one job', async () => {
  const caseNumber = await submitted(6);
  await startUnstarted(database.db);
  await startUnstarted(database.db);
  const jobs = await database.db.execute<{ attempts: number }>(
    sql`select attempts from graphile_worker.jobs where key = ${caseNumber} and task_identifier = 'startCase'`,
  );
  expect(jobs).toHaveLength(1);
});
