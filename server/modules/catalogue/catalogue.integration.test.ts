import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';

let home: ApiHome;
beforeAll(async () => {
  home = await openApi();
});
afterAll(() => home.close());

const list = async (query: string) => routes.catalogue.list.response.parse((await home.anyone.get(`/api/items?${query}`)).json());

test('every item is found by paging, each once, in the order of codes', async () => {
  const codes: string[] = [];
  let cursor = '';
  for (;;) {
    const page = await list(`limit=5${cursor}`);
    codes.push(...page.rows.map((row) => row.basicCode));
    if (!page.next) break;
    cursor = `&cursor=${page.next}`;
  }
  expect(codes).toHaveLength(21);
  expect(codes).toEqual([...new Set(codes)].toSorted());
});

test('an item is found by part of its Chinese name, by its code, and by several words', async () => {
  const names = async (query: string) => (await list(`query=${encodeURIComponent(query)}`)).rows.map((row) => row.name.zh);
  expect(await names('零售')).toEqual(['出版物零售业务经营许可']);
  expect(await names('000139014000')).toEqual(['出版物零售业务经营许可']);
  expect(await names('出版物 批发')).toHaveLength(1);
  expect(await names('100%')).toEqual([]);
  expect(await names('_')).toEqual([]);
});

test('a place to apply and an audience narrow the list', async () => {
  const county = await list('organisationId=yuelu&limit=100');
  expect(county.rows.map((row) => row.id)).toContain('publication-retail');
  expect(county.rows.map((row) => row.id)).not.toContain('av-import');
  const people = await list('audience=person&limit=100');
  expect(people.rows.every((row) => row.audience.includes('person'))).toBe(true);
});

test('the guide comes with the form, the offices and the version in force; the diagram is the one of that version', async () => {
  const answer = await home.anyone.get('/api/items/publication-retail');
  const item = routes.catalogue.get.response.parse(answer.json());
  expect(item.offices.map((office) => office.organisationId)).toContain('yuelu');
  const process = routes.catalogue.process.response.parse((await home.anyone.get('/api/items/publication-retail/process')).json());
  expect(process.version).toBe(item.definitionVersion);
  expect(process.bpmn).toContain('bpmn');
});

test('a read that is known already is answered 304 without its content', async () => {
  const first = await home.anyone.get('/api/organisations');
  const again = await home.anyone.get('/api/organisations', { 'if-none-match': String(first.headers.etag) });
  expect(again.statusCode).toBe(304);
  expect(again.body).toBe('');
});

test('what is not there, and a cursor that nobody gave out, are told by code and in the reader’s language', async () => {
  const missing = await home.anyone.get('/api/items/nothing');
  expect(missing.statusCode).toBe(404);
  expect(missing.headers['content-type']).toContain('application/problem+json');
  expect(missing.json()).toMatchObject({ code: 'not-found', detail: expect.stringMatching(/\p{Script=Han}/u) });
  const wrong = await home.anyone.get('/api/items?cursor=abc', { 'accept-language': 'en' });
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json()).toMatchObject({ code: 'bad-request', detail: expect.stringContaining('request') });
  const method = await home.anyone.post('/api/items');
  expect(method.statusCode).toBe(405);
  expect(method.headers.allow).toBe('GET');
});
