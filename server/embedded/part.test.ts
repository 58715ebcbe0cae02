import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Part } from './part.ts';

test('a part whose own children write after it has ended is started again, and their words are kept', async () => {
  const logDir = await mkdtemp(path.join(os.tmpdir(), 'approval-part-'));
  const pids = new Set<number>();
  const part: Part = new Part(
    {
      name: 'parent',
      command: 'sh',
      args: ['-c', '(sleep 0.4; echo late) & sleep 0.1'],
      ready: async () => true,
      logDir,
    },
    () => part.pid !== null && pids.add(part.pid),
  );
  try {
    await part.start();
    await expect.poll(() => pids.size, { timeout: 10_000 }).toBeGreaterThan(1);
    await expect.poll(() => readFile(path.join(logDir, 'parent.log'), 'utf8'), { timeout: 10_000 }).toContain('late');
  } finally {
    await part.stop();
    await rm(logDir, { recursive: true, force: true });
  }
});
