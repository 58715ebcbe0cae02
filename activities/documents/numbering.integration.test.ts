import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection, Transaction } from '../../schema/db/connect.ts';
import { createDocument, DocumentIncomplete } from '../../schema/db/documents.ts';
import { documents } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { sampleFields } from '../../schema/documents/fill-template.ts';
import { prepare } from '../test-support/prepare.ts';

let testDatabase: TestDatabase;
let database: Connection;
beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url, { max: 12 });
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const kinds = ['acceptanceNotice', 'grantDecision', 'receipt'] as const;
const agencies = ['yuelu', 'hunan'] as const;
/** How a transaction ends: well, thrown out, or with its connection cut off as by a crash of the worker. */
const endings = ['commit', 'rollback', 'crash'] as const;

interface Attempt {
  /** Attempts of one effect share it: the step was recorded again. */
  effect: number;
  kind: (typeof kinds)[number];
  agency: (typeof agencies)[number];
  year: '2026' | '2027';
  ending: (typeof endings)[number];
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  effect: fc.nat(15),
  kind: fc.constantFrom(...kinds),
  agency: fc.constantFrom(...agencies),
  year: fc.constantFrom('2026', '2027'),
  ending: fc.constantFrom(...endings),
});

class ThrownOut extends Error {}

/** One recording transaction; the attempts of one effect are of one case. */
async function tryOnce(run: number, { effect, kind, agency, year, ending }: Attempt): Promise<void> {
  const caseNumber = `run${run}-case${effect}`;
  const record = async (tx: Transaction) => {
    // The case's row is what orders two records of one step; here a lock by its number stands for it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${caseNumber}))`);
    await createDocument(tx, {
      id: `${caseNumber}.1.0`,
      kind,
      caseNumber,
      itemId: 'publication-retail',
      organisationId: agency,
      element: null,
      at: `${year}-06-01T10:00:00+08:00`,
      fields: sampleFields(kind),
    });
    if (ending === 'rollback') throw new ThrownOut();
  };
  if (ending === 'crash') return crashIn(record);
  try {
    await database.db.transaction(record);
  } catch (error) {
    if (!(error instanceof ThrownOut)) throw error;
  }
}

/** Does a transaction's work on a connection of its own, which is cut off before it commits, as when its process is killed. */
async function crashIn(record: (tx: Transaction) => Promise<void>): Promise<void> {
  const own = connect(testDatabase.url, { max: 1 });
  const [backend] = await own.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await own.sql`begin`;
  await record(own.db as unknown as Transaction);
  await database.sql`select pg_terminate_backend(${backend!.pid})`;
  await own.close();
}

test('whatever is thrown out, cut off or recorded again at once: every number once, and no gap', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 6, maxLength: 14 }), async (attempts) => {
      run++;
      await Promise.all(attempts.map((one) => tryOnce(run, one)));
      const rows = await database.db.select().from(documents);
      const counterOf = (row: (typeof rows)[number]): string => `${row.organisationId} ${row.kind} ${row.year}`;
      for (const counter of new Set(rows.map(counterOf))) {
        const taken = rows.filter((row) => counterOf(row) === counter).map((row) => row.sequence);
        expect(taken.toSorted((a, b) => a - b)).toEqual(taken.map((_, index) => index + 1));
      }
      expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
      // What was committed is there, once for each effect.
      const committed = new Set(attempts.filter(({ ending }) => ending === 'commit').map(({ effect }) => `run${run}-case${effect}.1.0`));
      for (const id of committed) expect(rows.filter((row) => row.id === id)).toHaveLength(1);
    }),
    { numRuns: 12 },
  );
}, 240_000);

test('a number is made of the agency, the kind and the year where the law counts', async () => {
  const made = await database.db.transaction((tx) =>
    createDocument(tx, {
      id: 'year.1.0',
      kind: 'denialDecision',
      caseNumber: 'year',
      itemId: 'publication-retail',
      organisationId: 'yuelu',
      element: null,
      at: '2027-12-31T16:30:00Z',
      fields: sampleFields('denialDecision'),
    }),
  );
  expect(made.number).toBe('湘岳文广许不字〔2028〕第000001号');
  const [row] = await database.db.select().from(documents).where(eq(documents.id, made.id));
  expect(row).toMatchObject({ state: 'pending', templateId: 'denialDecision..1', language: 'zh' });
  expect(row!.fields).toMatchObject({
    number: made.number,
    agency: '长沙市岳麓区文化旅游广电局（示例）',
    issuedOn: '2028-01-01',
    court: '示例市人民法院',
  });
});

test('fields that are not whole take no number', async () => {
  const { reasons: _, ...fields } = sampleFields('denialDecision');
  const refused = database.db.transaction((tx) =>
    createDocument(tx, {
      id: 'bare.1.0',
      kind: 'denialDecision',
      caseNumber: 'bare',
      itemId: 'publication-retail',
      organisationId: 'xihu',
      element: null,
      at: '2026-11-27T10:00:00+08:00',
      fields,
    }),
  );
  await expect(refused).rejects.toThrow(new DocumentIncomplete('denialDecision', ['reasons']));
  expect(await database.db.$count(documents, eq(documents.organisationId, 'xihu'))).toBe(0);
});
