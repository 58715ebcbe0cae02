import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Env } from '../../../schema/contracts/env.ts';
import { createScanner } from './clamd.ts';

/** Speaks clamd's protocol on the wire (PING, VERSION, INSTREAM): a signature database of one word. */
function startClamd(): Promise<Server> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const text = received.toString('latin1');
      if (/^[nz]?PING/.test(text)) socket.end('PONG\n');
      else if (/^[nz]?VERSION/.test(text)) socket.end('ClamAV 1.4.1/27000/test\n');
      else if (text.startsWith('zINSTREAM\0') && received.subarray(-4).equals(Buffer.alloc(4)))
        socket.end(text.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

let clamd: Server;
let folder: string;
beforeAll(async () => {
  clamd = await startClamd();
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-clamd-'));
});
afterAll(async () => {
  clamd.close();
  await rm(folder, { recursive: true, force: true });
});

const envWith = (port: number): Env => ({ CLAMD_HOST: '127.0.0.1', CLAMD_PORT: port }) as Env;
async function fileWith(content: string): Promise<string> {
  const file = path.join(folder, `${content.length}.bin`);
  await writeFile(file, content);
  return file;
}

test('clamd is asked where one is configured, and its verdict is taken', async () => {
  const scanner = createScanner(envWith((clamd.address() as AddressInfo).port));
  expect(await scanner.scan(await fileWith('nothing to see'))).toBe('clean');
  expect(await scanner.scan(await fileWith('X5O!P%@AP EICAR test file'))).toBe('infected');
});

test('a scanner that is configured and away is a failure, not a clean file', async () => {
  const scanner = createScanner(envWith(1));
  await expect(scanner.scan(await fileWith('anything'))).rejects.toThrow();
});

test('without one, files are taken as not scanned', async () => {
  expect(await createScanner({} as Env).scan('anywhere')).toBe('notScanned');
});
