import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { firstBreak } from '../../schema/db/ledger.ts';
import { ledger, licenceReminders, licences } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { prepare } from '../test-support/prepare.ts';
import { remindHolders } from './reminders.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase(prepare);
  connection = connect(database.url);
});
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

const day = 24 * 60 * 60_000;
const start = new Date('2026-11-27T02:00:00Z');
const after = (days: number): Date => new Date(start.getTime() + days * day);

async function store(number: string, more: Partial<typeof licences.$inferInsert>): Promise<void> {
  await connection.db.insert(licences).values({
    number,
    caseNumber: number,
    itemId: 'publication-retail',
    organisationId: 'yuelu',
    holderId: 'bookshop',
    holderName: '某某书店',
    holderKind: 'legalPerson',
    typeCode: '11100000900007919B014',
    serial: number,
    issuedAt: after(-1000),
    validTo: after(100),
    state: 'inForce',
    version: 1,
    ...more,
  });
}

test('a holder is reminded once at each number of days, the nearest only, and of a renewed licence anew', async () => {
  await store('a', {});
  await store('none', { validTo: null });
  await store('over', { validTo: after(-1) });
  await store('ended', { state: 'revoked', validTo: after(10) });
  await store('late', { validTo: after(20) });
  const sweep = async (days: number): Promise<number> => remindHolders(connection.db, after(days));
  const told = async () =>
    (await connection.db.select().from(licenceReminders).orderBy(licenceReminders.at, licenceReminders.days)).map(
      ({ number, version, days }) => `${number}.${version}: ${days}`,
    );
  expect(await sweep(0)).toBe(1);
  expect(await told()).toEqual(['late.1: 30']);
  expect(await sweep(0)).toBe(0);
  expect(await sweep(11)).toBe(1);
  expect(await sweep(39)).toBe(0);
  expect(await sweep(41)).toBe(1);
  // Two workers at once: still once.
  const both = await Promise.all([sweep(75), sweep(75)]);
  expect(both.reduce((sum, one) => sum + one)).toBe(1);
  expect(await told()).toEqual(['late.1: 30', 'a.1: 90', 'a.1: 60', 'a.1: 30']);
  await connection.db
    .update(licences)
    .set({ version: 2, validTo: after(180) })
    .where(eq(licences.number, 'a'));
  expect(await sweep(95)).toBe(1);
  expect((await told()).at(-1)).toBe('a.2: 90');
  const entries = await connection.db.select().from(ledger).where(eq(ledger.caseNumber, 'a')).orderBy(ledger.seq);
  expect(entries.map(({ data }) => data.days)).toEqual([90, 60, 30, 90]);
  expect(firstBreak(entries)).toBeNull();
});
