import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../schema/db/connect.ts';
import type { Connection } from '../schema/db/connect.ts';
import { repeated } from '../schema/db/keep-plans.ts';
import { createTestDatabase } from '../schema/db/testing.ts';
import type { TestDatabase } from '../schema/db/testing.ts';
import { prepare } from './test-support/prepare.ts';

let testDatabase: TestDatabase;
let database: Connection;
beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url, { max: 1 });
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const plans = async (mark: string): Promise<number> => {
  const [row] = await database.sql`select count(*)::int as n from pg_prepared_statements where strpos(statement, ${mark}) > 0`;
  return Number(row!.n);
};

test('what is asked again keeps its plan; what is asked twice does not', async () => {
  const ask = (n: number) => database.db.execute<{ doubled: number }>(sql`select ${n}::int * 2 as doubled /* marked */`);
  expect(await plans('marked')).toBe(0);
  await ask(1);
  await ask(2);
  expect(await plans('marked')).toBe(0);
  for (const n of [3, 4, 5]) expect((await ask(n))[0]).toEqual({ doubled: n * 2 });
  expect(await plans('marked')).toBe(1);
});

test('so do the statements of a transaction and of its savepoints, which still roll back', async () => {
  await database.db.execute(sql`create table kept (n int)`);
  for (const n of [1, 2, 3, 4])
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into kept values (${n}::int) /* outer */`);
      await tx
        .transaction(async (inner) => {
          await inner.execute(sql`insert into kept values (${-n}::int) /* inner */`);
          throw new Error('not this');
        })
        .catch(() => {});
    });
  expect(await database.db.execute(sql`select n from kept order by n`)).toEqual([1, 2, 3, 4].map((n) => ({ n })));
  expect(await plans('outer')).toBe(1);
  expect(await plans('inner')).toBe(1);
});

test('statements without end are not kept without end', () => {
  const isRepeated = repeated();
  const kept = Array.from({ length: 2000 }, (_, n) => [1, 2, 3].map(() => isRepeated(`select ${n}`)).at(-1)).filter(Boolean);
  expect(kept).toHaveLength(400);
  expect(isRepeated('select 1')).toBe(true);
});
