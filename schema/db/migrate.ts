import { fileURLToPath } from 'node:url';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './connect.ts';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number that only this product locks on: two starts at once must not migrate at once. */
const lock = 7_021_115;

/** Brings the database at `databaseUrl` up to this version; does nothing when it is. Throws when the server can't be reached. */
export async function migrate(databaseUrl: string): Promise<void> {
  const { sql, db, close } = connect(databaseUrl, { max: 1, applicationName: 'approval-migrate' });
  try {
    await sql`select pg_advisory_lock(${lock})`;
    await applyMigrations(db, { migrationsFolder: folder });
    await sql`select pg_advisory_unlock(${lock})`;
  } finally {
    await close();
  }
}
