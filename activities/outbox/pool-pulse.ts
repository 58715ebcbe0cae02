import postgres from 'postgres';
import { patientBackoff } from '../../schema/db/connect.ts';

/** The first key of the advisory locks by which worker pools show that they live; any number that only this product locks on. */
const lockClass = 7_021_117;

/**
 * Shows that this process's worker pools live, and finds those that live no more.
 * Each pool holds a session's advisory lock, which ends with its process however that ends: what a killed worker had begun
 * is given back within a beat, and not after the four hours that the queue itself waits. A job may so be run twice where only
 * the connection fell; jobs are idempotent.
 */
export class PoolPulse {
  private readonly sql: postgres.Sql;
  private readonly pools = new Set<string>();

  /** `beat` ms: how often `check` is called; a job younger than that may belong to a pool that has not shown itself yet. */
  constructor(
    connectionString: string,
    private readonly beat: number,
  ) {
    this.sql = postgres(connectionString, { max: 1, max_lifetime: null, backoff: patientBackoff, onnotice: () => {} });
  }

  /** A pool of this process lives. */
  async add(pool: string): Promise<void> {
    this.pools.add(pool);
    await this.show();
  }

  /** The pools of this process have fallen: their jobs are given back. */
  async fall(): Promise<void> {
    await this.unlock([...this.pools]);
    await this.sql`select pg_advisory_unlock_all()`;
    this.pools.clear();
  }

  /** Shows the pools of this process again where the connection was lost, and gives back the jobs of pools that are gone: their ids. */
  async check(): Promise<string[]> {
    await this.show();
    const gone = await this.sql<{ pool: string }[]>`
      select distinct locked_by as pool from graphile_worker.jobs
      where locked_at < now() - ${this.beat} * interval '1 ms' and locked_by <> all(${[...this.pools]}::text[]) and not exists (
        select from pg_locks where locktype = 'advisory' and classid = ${lockClass} and objid = hashtext(locked_by)::oid
          and database = (select oid from pg_database where datname = current_database()))`;
    const pools = gone.map((one) => one.pool);
    if (pools.length > 0) await this.unlock(pools);
    return pools;
  }

  async close(): Promise<void> {
    await this.sql.end({ timeout: 1 });
  }

  private async show(): Promise<void> {
    await this.sql`
      select pg_try_advisory_lock(${lockClass}, hashtext(pool)) from unnest(${[...this.pools]}::text[]) as pool where not exists (
        select from pg_locks where pid = pg_backend_pid() and locktype = 'advisory' and classid = ${lockClass} and objid = hashtext(pool)::oid)`;
  }

  private async unlock(pools: string[]): Promise<void> {
    await this.sql`select graphile_worker.force_unlock_workers(${pools}::text[])`;
  }
}
