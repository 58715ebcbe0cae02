import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi } from './test-support/api-home.ts';
import type { ApiHome } from './test-support/api-home.ts';
import { until } from './test-support/case-home.ts';
import { storeCase } from './test-support/stored-case.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

let home: ApiHome;
let child: ChildProcess;
let url: string;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  home = await openApi();
  const port = await getPort();
  url = `http://127.0.0.1:${port}`;
  const given = Object.fromEntries(Object.entries(home.env).map(([name, value]) => [name, String(value)]));
  child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...given, PORT: String(port), LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter(Boolean)) lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  await until(
    () =>
      fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      ),
    (isUp) => isUp,
  );
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await home?.close();
});

test('the API process logs each request with its numbers and nobody’s secrets, and drains when told to stop', async () => {
  const shop = await home.as('bookshop');
  const { caseNumber } = await storeCase(home.db, 'bookshop', 'yuelu', 1);
  const headers = { cookie: shop.headers.cookie! };
  const answer = await fetch(`${url}/api/cases/${caseNumber}?queryCode=12345678`, { headers });
  expect(answer.status).toBe(200);
  const events = await fetch(`${url}/api/cases/${caseNumber}/events`, { headers });
  const stream = events.body!.getReader();
  await stream.read();

  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill('SIGTERM');
  for (let part = await stream.read(); !part.done; part = await stream.read());
  expect(await exited).toBe(0);

  const id = answer.headers.get('x-request-id');
  const about = lines.filter((line) => line.reqId === id);
  expect(about.length).toBeGreaterThan(0);
  expect(
    about.some((line) => (line.req as { caseNumber?: string } | undefined)?.caseNumber === caseNumber || line.caseNumber === caseNumber),
  ).toBe(true);
  const text = JSON.stringify(lines);
  expect(text).not.toContain('12345678');
  expect(text).not.toContain(headers.cookie.split('=')[1]!);
  expect(lines.map((line) => line.msg)).toEqual(expect.arrayContaining(['the API is ready', 'draining', 'stopped']));
});
