import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import type { Env } from '../../schema/contracts/env.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const worker = ['--require', './activities/no-stack-traces.cjs', '--import', 'tsx', 'activities/worker.ts'];
const movedClock = ['--require', './server/test-support/moved-clock.cjs'];

interface WorkerProcess {
  address: string;
  stop: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Puts its clock so many ms ahead; only of one that was started with a clock that can be moved. */
  moveClock: (ahead: number) => Promise<void>;
}

/** A worker as it runs in production: a process of its own. Resolves when it is ready. */
export async function startWorker(env: Env, { canMoveClock = false } = {}): Promise<WorkerProcess> {
  await lendBundles(env.DATA_DIR);
  const port = await getPort();
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
  const child = spawn(process.execPath, canMoveClock ? [...movedClock, ...worker] : worker, {
    cwd: root,
    env: { ...process.env, ...given, WORKER_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', ...(canMoveClock ? (['ipc'] as const) : [])],
  });
  const address = `http://127.0.0.1:${port}`;
  while (!(await isReady(address))) {
    if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const moveClock = async (ahead: number): Promise<void> => {
    const moved = once(child, 'message');
    child.send(ahead);
    await moved;
  };
  return { address, stop: (signal) => end(child, signal), moveClock };
}

/** The workflows' bundle is named by the hash of its sources: what one test file has built, the others read. */
async function lendBundles(dataDir: string): Promise<void> {
  const lent = path.join(dataDir, 'bundles');
  if (existsSync(lent)) return;
  const shared = path.join(tmpdir(), 'approval-test', 'bundles');
  await mkdir(shared, { recursive: true });
  await symlink(shared, lent);
}

const isReady = (address: string): Promise<boolean> =>
  fetch(`${address}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

/** Gives the exit code; null when the signal itself ended it. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return exited;
}
