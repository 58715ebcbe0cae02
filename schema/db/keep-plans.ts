import type postgres from 'postgres';

/** A statement seen as often as this is worth a plan that is kept. */
const often = 3;
/** Plans kept on each connection at most: a list of values makes a statement of its own by its length. */
const most = 400;

/** Tells which statements come again and again. It holds at most `most` of those, and forgets the rare ones from time to time. */
export function repeated(): (query: string) => boolean {
  const kept = new Set<string>();
  const seen = new Map<string, number>();
  return (query) => {
    if (kept.has(query)) return true;
    if (kept.size >= most) return false;
    const times = (seen.get(query) ?? 0) + 1;
    if (seen.size >= 10 * most) seen.clear();
    seen.set(query, times);
    if (times < often) return false;
    seen.delete(query);
    kept.add(query);
    return true;
  };
}

type Transaction = postgres.TransactionSql;
type Work<T> = (tx: Transaction) => T | Promise<T>;

/**
 * Lets Postgres keep the plans of what is asked again and again. Drizzle hands every query over as text, which is by default
 * parsed and planned anew each time, after a round trip to learn its types: more work than most of our queries are themselves.
 */
export function keepPlans(sql: postgres.Sql): postgres.Sql {
  const isRepeated = repeated();
  const keep = <Client extends Pick<postgres.Sql, 'unsafe'>>(client: Client): Client => {
    const unsafe = client.unsafe.bind(client);
    client.unsafe = (query, parameters, options) => unsafe(query, parameters, { ...options, prepare: isRepeated(query) });
    return client;
  };
  const within = (tx: Transaction): Transaction => {
    const savepoint = tx.savepoint.bind(tx) as <T>(work: Work<T>) => Promise<T>;
    return Object.assign(keep(tx), { savepoint: <T>(work: Work<T>) => savepoint((inner) => work(within(inner))) });
  };
  const begin = sql.begin.bind(sql) as <T>(work: Work<T>) => Promise<T>;
  return Object.assign(keep(sql), { begin: <T>(work: Work<T>) => begin((tx) => work(within(tx))) }) as postgres.Sql;
}
