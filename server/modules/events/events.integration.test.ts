import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce } from '../../../schema/db/announce.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';
import type { StoredCase } from '../../test-support/stored-case.ts';

let home: ApiHome;
let stored: StoredCase;
let url: string;
beforeAll(async () => {
  home = await openApi();
  stored = await storeCase(home.db, 'bookshop', 'yuelu', 1);
  url = await home.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => home.close());

/** Reads a stream until what was read fits. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: RegExp): Promise<string> {
  let text = '';
  while (!wanted.test(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended after: ${text}`);
    text += new TextDecoder().decode(value);
  }
  return text;
}

test('somebody else’s case can’t be listened to, with or without sign-in', async () => {
  const other = await home.as('company');
  const events = `/api/cases/${stored.caseNumber}/events`;
  expect((await other.get(events)).json()).toMatchObject({ code: 'case-not-found' });
  expect((await home.anyone.get(events)).json()).toMatchObject({ code: 'not-signed-in' });
  const guess = await home.anyone.get(`/api/track/events?caseNumber=${stored.caseNumber}&queryCode=00000000`);
  expect(guess.json()).toMatchObject({ code: 'query-code-wrong' });
});

test('an open page hears of its case’s steps, of no other case’s, and its line ends when the API does', async () => {
  const shop = await home.as('bookshop');
  const other = await storeCase(home.db, 'company', 'yuelu', 2);
  const answer = await fetch(`${url}/api/cases/${stored.caseNumber}/events`, { headers: { cookie: shop.headers.cookie! } });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const reader = answer.body!.getReader();
  await readUntil(reader, /retry: 3000/);
  await home.db.transaction((tx) => announce(tx, other.caseNumber, 5));
  await home.db.transaction((tx) => announce(tx, stored.caseNumber, 7));
  const heard = await readUntil(reader, /"step":7/);
  expect(heard).toContain(`event: step\ndata: {"caseNumber":"${stored.caseNumber}","step":7}`);
  expect(heard).not.toContain(other.caseNumber);
  await home.app.close();
  for (let part = await reader.read(); !part.done; part = await reader.read());
});
