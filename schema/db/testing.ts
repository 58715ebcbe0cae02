import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

/** Any number that only the tests lock on: two test files at once must not both make the template. */
const lock = 7_021_116;
const templateName = 'approval_template';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

const withName = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/**
 * A database of its own for one test file: a clone of a template that `prepare` (migrations, seed) fills once per server.
 * Needs TEST_DATABASE_URL, an administrator's address on a server made for this run; throws when it is absent.
 */
export async function createTestDatabase(prepare: (databaseUrl: string) => Promise<void>): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new Error('TEST_DATABASE_URL is not set: run the integration tests with npm run integration');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(${lock})`;
    const [present] = await sql`select 1 from pg_database where datname = ${templateName}`;
    if (!present) await makeTemplate(sql, adminUrl, prepare);
    await sql.unsafe(`create database ${name} template ${templateName}`);
    await sql`select pg_advisory_unlock(${lock})`;
  });
  return {
    url: withName(adminUrl, name),
    drop: () => asAdministrator(adminUrl, async (sql) => void (await sql.unsafe(`drop database if exists ${name} with (force)`))),
  };
}

/** Fills a table with very many rows by `fill`, in the transaction `sql`: its indexes are built after them, at a fraction of the cost. */
export async function fillAtOnce(sql: postgres.TransactionSql, table: string, fill: () => Promise<unknown>): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = ${table}
      and not exists (select from pg_constraint where conindid = format('%I', indexname)::regclass)`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await fill();
  for (const { definition } of indexes) await sql.unsafe(definition);
}

/** Filled under another name first, so that a failed attempt is never taken for a template. */
async function makeTemplate(sql: postgres.Sql, adminUrl: string, prepare: (databaseUrl: string) => Promise<void>): Promise<void> {
  const unready = `${templateName}_unready`;
  await sql.unsafe(`drop database if exists ${unready} with (force)`);
  await sql.unsafe(`create database ${unready}`);
  await prepare(withName(adminUrl, unready));
  await sql.unsafe(`alter database ${unready} rename to ${templateName}`);
}

async function asAdministrator<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
