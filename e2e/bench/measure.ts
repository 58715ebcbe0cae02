import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import postgres from 'postgres';
import type { Product } from '../run/product.ts';

/** Quantiles of times in ms, by nearest rank, to a tenth of a millisecond; null without any. */
export function quantiles(times: number[]): { count: number; p50: number | null; p99: number | null } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (q: number) => {
    const value = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
    return value === undefined ? null : Math.round(value * 10) / 10;
  };
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
}

/** How long `work` took, in ms, beside what it gave. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
}

/** Asks until there is an answer, every 50 ms for at most `patience` ms. */
export async function until<T>(what: string, ask: () => Promise<T | null>, patience = 120_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} s`);
    await pause(50);
  }
}

/** Does `work` for 0 … count-1 with so many at a time. */
export async function inParallel(count: number, clients: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: clients }, one));
}

/**
 * CPU time used so far by each part of the product, in ms, from /proc (so on Linux only). PostgreSQL serves each connection
 * in a process of its own: those that run count, with those that have ended and been waited for.
 */
export async function cpuByPart(product: Product): Promise<Record<string, number>> {
  const hertz = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // After the name in brackets: state, parent … user, system and waited-for children's times in ticks.
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
        return [{ pid: Number(pid), parent: Number(fields[1]), ms: (ticks * 1000) / hertz }];
      } catch {
        return []; // It has just ended.
      }
    });
  const { parts } = await product.status();
  return Object.fromEntries(
    Object.entries(parts).map(([part, pid]) => [
      part,
      stats.filter((stat) => stat.pid === pid || stat.parent === pid).reduce((sum, stat) => sum + stat.ms, 0),
    ]),
  );
}

/** Bytes that both stores hold now. Temporal's counts with its write-ahead log. */
export async function storedBytes(product: Product): Promise<{ postgres: number; temporal: number }> {
  const { ports } = await product.status();
  const sql = postgres(`postgres://approval@127.0.0.1:${ports.postgres}/approval`, { max: 1 });
  try {
    const [row] = await sql<{ bytes: string }[]>`select pg_database_size('approval') as bytes`;
    const temporal = readdirSync(product.dataDir)
      .filter((name) => name.startsWith('temporal.db') && !name.endsWith('-shm'))
      .reduce((sum, name) => sum + statSync(path.join(product.dataDir, name)).size, 0);
    return { postgres: Number(row!.bytes), temporal };
  } finally {
    await sql.end();
  }
}

/** The length of each case's workflow history, in events. */
export async function historyLengths(product: Product, caseNumbers: string[]): Promise<number[]> {
  const { ports } = await product.status();
  const connection = await Connection.connect({ address: `127.0.0.1:${ports.temporal}` });
  try {
    const client = new Client({ connection });
    const lengths: number[] = [];
    for (const caseNumber of caseNumbers) lengths.push((await client.workflow.getHandle(caseNumber).describe()).historyLength);
    return lengths;
  } finally {
    await connection.close();
  }
}
