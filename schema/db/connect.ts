import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { keepPlans } from './keep-plans.ts';
import * as tables from './tables/index.ts';

/** Pause before the next try to reach a database that is away, s: it grows to one second and no further, for people are waiting. */
export const patientBackoff = (tries: number): number => Math.min(1, 0.05 * 2 ** tries);

/** A connection pool with typed tables. `close` waits for what is under way (at most 5 s). */
export function connect(databaseUrl: string, options: { max?: number; applicationName?: string } = {}) {
  const sql = postgres(databaseUrl, {
    max: options.max ?? 10,
    onnotice: () => {},
    backoff: patientBackoff,
    connection: { application_name: options.applicationName ?? 'approval' },
  });
  const db = drizzle(keepPlans(sql), { schema: tables });
  return { sql, db, close: () => sql.end({ timeout: 5 }) };
}

export type Connection = ReturnType<typeof connect>;
export type Database = Connection['db'];
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
