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

test('a part that comes back and stays of use is started at once when it falls again', async () => {
  const logDir = await mkdtemp(path.join(os.tmpdir(), 'approval-part-'));
  const starts: number[] = [];
  let isFalling = true;
  const part: Part = new Part(
    {
      name: 'falling',
      command: 'sleep',
      args: ['100'],
      // Not yet, when it is asked first: as every server that has to listen before it answers.
      ready: async () => Date.now() - (starts.at(-1) ?? Infinity) > 300,
      logDir,
    },
    () => {
      if (part.pid !== null && isFalling) starts.push(Date.now());
    },
  );
  const fall = async (): Promise<number> => {
    const before = starts.length;
    const fellAt = Date.now();
    process.kill(part.pid!, 'SIGKILL');
    await expect.poll(() => starts.length, { timeout: 20_000 }).toBe(before + 1);
    return starts.at(-1)! - fellAt;
  };
  try {
    await part.start();
    for (let count = 0; count < 4; count++) await fall();
    await new Promise((resolve) => setTimeout(resolve, 6_500));
    expect(await fall()).toBeLessThan(2_500);
  } finally {
    isFalling = false;
    await part.stop();
    await rm(logDir, { recursive: true, force: true });
  }
});
