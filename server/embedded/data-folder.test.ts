import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('secrets and ports are made once and kept', async () => {
  const first = await openDataFolder(folder, 0);
  await first.release();
  const second = await openDataFolder(folder, 0);
  await second.release();
  expect(second.settings.sessionSecret).toBe(first.settings.sessionSecret);
  expect(first.settings.sessionSecret.length).toBeGreaterThanOrEqual(32);
  expect(new Set(Object.values(first.settings.ports)).size).toBe(5);
});

test('two starts on one folder: the second is told, and the first goes on', async () => {
  const first = await openDataFolder(folder, 0);
  await writeFile(path.join(folder, 'run.json'), JSON.stringify({ supervisor: process.pid }));
  await expect(openDataFolder(folder, 0)).rejects.toThrow(/in use by another start/);
  await first.release();
});

test('a folder of another version is left alone, with what to do', async () => {
  const first = await openDataFolder(folder, 0);
  await first.release();
  const file = path.join(folder, 'settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...settings, version: 99 }));
  await expect(openDataFolder(folder, 0)).rejects.toMatchObject({
    message: expect.stringContaining('version 99'),
    advice: expect.stringContaining('DATA_DIR') as string,
  });
});

test('a port that was asked for and is taken is refused by name; one that was not is replaced', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await expect(openDataFolder(folder, port)).rejects.toThrow(`Port ${port} is taken`);
  server.close();
});

test('a folder that cannot be made is a sentence, not a stack trace', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  await expect(openDataFolder(path.join(file, 'data'), 0)).rejects.toThrow(/cannot be made/);
});
