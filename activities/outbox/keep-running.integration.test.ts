import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { createLogger } from '../logger.ts';
import { openWire } from '../test-support/wire.ts';
import type { Wire } from '../test-support/wire.ts';
import { prepare } from '../test-support/prepare.ts';
import { keepRunning } from './keep-running.ts';

let testDatabase: TestDatabase;
let database: Connection;
let wire: Wire;
let wiredUrl: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url);
  const url = new URL(testDatabase.url);
  wire = await openWire({ host: url.hostname, port: Number(url.port) });
  wiredUrl = Object.assign(url, { hostname: '127.0.0.1', port: String(wire.port) }).href;
});
afterAll(async () => {
  await database?.close();
  await wire?.close();
  await testDatabase?.drop();
});

const add = (task: string) => database.db.execute(sql`select graphile_worker.add_job(${task}, '{}'::json)`);
const left = async () => (await database.db.execute(sql`select 1 from graphile_worker.jobs`)).length;

test.for(['done', 'failed'])(
  'a database that goes away between a job %s and the writing of it neither ends the process nor locks the job',
  async (outcome) => {
    const runs: string[] = [];
    const runner = await keepRunning(
      {
        connectionString: wiredUrl,
        concurrency: 2,
        taskList: {
          cutting: async () => {
            runs.push('cutting');
            if (runs.length > 1) return;
            wire.cut();
            if (outcome === 'failed') throw new Error('the database is away');
          },
          after: async () => void runs.push('after'),
        },
      },
      createLogger('silent'),
    );
    try {
      await add('cutting');
      await expect.poll(() => runs, { timeout: 10_000 }).toEqual(['cutting']);
      await add('after');
      await new Promise((resolve) => setTimeout(resolve, 500));
      wire.mend();
      // Done, but not written as done: run once more. A job is idempotent.
      await expect.poll(left, { timeout: 30_000 }).toBe(0);
      expect(runs.toSorted()).toEqual(['after', 'cutting', 'cutting']);
    } finally {
      await runner.stop();
    }
  },
);

test('what a killed worker had begun is given back; what a living one does is left to it', async () => {
  const options = { connectionString: testDatabase.url, concurrency: 1, beat: 200 };
  let isLong = true;
  const runs: string[] = [];
  const long = async (): Promise<void> => {
    runs.push('long');
    while (isLong) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const living = await keepRunning({ ...options, taskList: { long } }, createLogger('silent'));
  const other = await keepRunning({ ...options, taskList: { begun: async () => void runs.push('begun') } }, createLogger('silent'));
  try {
    await add('long');
    await expect.poll(() => runs).toEqual(['long']);
    await database.db.execute(sql`select graphile_worker.add_job('begun', '{}'::json, run_at => now() + interval '1 day')`);
    await database.db.execute(sql`
      update graphile_worker._private_jobs set run_at = now(), locked_by = 'pool-killed', locked_at = now() - interval '1 minute'
      where task_id = (select id from graphile_worker._private_tasks where identifier = 'begun')`);
    await expect.poll(() => runs, { timeout: 10_000 }).toEqual(['long', 'begun']);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    isLong = false;
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
    expect(runs).toEqual(['long', 'begun']);
  } finally {
    isLong = false;
    await living.stop();
    await other.stop();
  }
});
