import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import getPort from 'get-port';

/** A Temporal server of its own that can be killed and started again on what it has kept, as the embedded one is. */
export async function startTemporalProcess() {
  const program = process.env.TEST_TEMPORAL_CLI;
  if (!program) throw new Error('TEST_TEMPORAL_CLI is not set: run the integration tests with npm run integration');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'approval-temporal-'));
  const [port, metricsPort] = [await getPort(), await getPort()];
  const address = `127.0.0.1:${port}`;
  const file = ['--db-filename', path.join(folder, 'temporal.db')];
  const durable = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'];
  const args = ['server', 'start-dev', '--headless', '--port', String(port), '--metrics-port', String(metricsPort), ...file, ...durable];
  let child: ChildProcess;

  const start = async () => {
    child = spawn(program, [...args, '--log-level', 'never'], { stdio: 'ignore' });
    while (!(await answers(address))) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  /** As a power cut ends it. */
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    address,
    start,
    kill,
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '2s' });
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
