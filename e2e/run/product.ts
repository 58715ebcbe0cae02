import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Who runs where, as the supervisor writes it to DATA_DIR/run.json. */
export interface Status {
  supervisor: number;
  ports: { web: number; worker: number; postgres: number; temporal: number; identity: number };
  parts: Record<string, number | null>;
}

export type PartName = 'api' | 'worker' | 'temporal' | 'postgres' | 'identity';

export interface Product {
  url: string;
  dataDir: string;
  status: () => Promise<Status>;
  /** Ends one part as a crash would (SIGKILL); the supervisor starts it again. Gives the pid that was ended. */
  kill: (part: PartName) => Promise<number>;
  /** Fails with its last words when it ends by itself; never comes otherwise. */
  fallen: Promise<never>;
  /** Ends it all as Ctrl-C does; with `keep` the data stays for another start. */
  stop: (keep?: boolean) => Promise<void>;
}

/** Starts the whole product as `npm start` does, on free ports, with a data folder of its own. Resolves when it can be used. */
export async function startProduct(options: { dataDir?: string; patience?: number; env?: Record<string, string> } = {}): Promise<Product> {
  const dataDir = options.dataDir ?? (await newFolder());
  const child = spawn(process.execPath, ['server/embedded/start.mjs'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await started(child, options.patience ?? 180_000);
  const status = async () => JSON.parse(await readFile(path.join(dataDir, 'run.json'), 'utf8')) as Status;
  const { ports } = await status();
  let isStopping = false;
  return {
    fallen: fallen(child, () => isStopping),
    url: `http://localhost:${ports.web}`,
    dataDir,
    status,
    kill: async (part) => {
      const pid = (await status()).parts[part];
      if (!pid) throw new Error(`${part} does not run now`);
      process.kill(pid, 'SIGKILL');
      return pid;
    },
    stop: async (keep = false) => {
      isStopping = true;
      await ended(child);
      if (!keep) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A data folder that PostgreSQL's own user may enter when root runs this: temporary folders are closed to others. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'approval-product-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Waits for the line that says it runs; throws with all it has printed when it does not come. */
function started(child: ChildProcess, patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGTERM');
      reject(new Error(`the product did not start (${why}):\n${printed}`));
    };
    const timer = setTimeout(() => fail(`after ${patience / 1000} s`), patience);
    const read = (chunk: Buffer) => {
      printed += String(chunk);
      if (!printed.includes('✓ 已启动')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`exit ${code}`));
  });
}

function fallen(child: ChildProcess, isStopping: () => boolean): Promise<never> {
  let last = '';
  const keep = (chunk: Buffer) => {
    last = (last + String(chunk)).slice(-2000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const falls = new Promise<never>((_, reject) => {
    child.once('exit', (code) => {
      if (!isStopping()) reject(new Error(`the product has ended by itself (exit ${code}):\n${last}`));
    });
  });
  falls.catch(() => {});
  return falls;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
