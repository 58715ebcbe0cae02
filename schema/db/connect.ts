import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as tables from './tables/index.ts';

/** A connection pool with typed tables. `close` waits for what is under way (at most 5 s). */
export function connect(databaseUrl: string, options: { max?: number; applicationName?: string } = {}) {
  const sql = postgres(databaseUrl, {
    max: options.max ?? 10,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? 'approval' },
  });
  const db = drizzle(sql, { schema: tables });
  return { sql, db, close: () => sql.end({ timeout: 5 }) };
}

export type Connection = ReturnType<typeof connect>;
export type Database = Connection['db'];
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
