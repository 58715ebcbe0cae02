import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { releasePorts, reservePort } from './reserved-port.ts';

test('a port that another living process keeps is not given; one left by a process that has ended is', async () => {
  const port = 64_901;
  const source = `import { reservePort } from ${JSON.stringify(new URL('./reserved-port.ts', import.meta.url).href)};
    console.log(reservePort(${port})); setTimeout(() => {}, 60_000);`;
  const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [said] = (await new Promise<string>((resolve) => other.stdout.once('data', (chunk: Buffer) => resolve(String(chunk))))).split(
      '\n',
    );
    expect(said).toBe('true');
    expect(reservePort(port)).toBe(false);
  } finally {
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
  }
  expect(reservePort(port)).toBe(true);
  releasePorts([port]);
});

test('two copies that start at once choose ports of their own, before either listens', async () => {
  const folders = await Promise.all([0, 1].map(() => mkdtemp(path.join(os.tmpdir(), 'approval-ports-'))));
  const source = `import { openDataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)};
    const { settings } = await openDataFolder(${JSON.stringify(folders[1])}, 0);
    console.log(JSON.stringify(Object.values(settings.ports))); setTimeout(() => {}, 60_000);`;
  const first = await openDataFolder(folders[0]!, 0);
  const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const said = await new Promise<string>((resolve) => other.stdout.once('data', (chunk: Buffer) => resolve(String(chunk))));
    const ours = Object.values(first.settings.ports);
    expect((JSON.parse(said) as number[]).filter((port) => ours.includes(port))).toEqual([]);
  } finally {
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    await first.release();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
});
