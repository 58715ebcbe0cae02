import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '../../schema/db/tables/index.ts';
import { FactsSource } from '../record/facts-source.ts';
import { openHome } from '../test-support/home.ts';
import type { Home } from '../test-support/home.ts';
import { officer, TestCase } from '../test-support/test-case.ts';
import { compareAll } from './compare.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const applicant = { id: 'applicant', name: '某某书店', organisationId: null };
const opinion = '同意';

async function differences(repair = false) {
  const found = [];
  for await (const one of compareAll(home.db, new FactsSource(), repair)) found.push(...one.differences);
  return found;
}

test('folding the ledgers gives the projections, whatever happened in the cases; what was tampered with is found and repaired', async () => {
  const delivered = await TestCase.started(home, 'publication-retail', 1);
  await delivered.complete('Receive', 'correct', { marks: [{ target: 'field', path: 'a', message: '补' }], opinion: '请补正' });
  await delivered.complete('Correct', null, { answers: { a: 1 } }, applicant);
  await delivered.complete('Receive', 'accept');
  await delivered.complete('Review', 'pass', { opinion });
  await delivered.complete('Decide', 'back', { opinion });
  await delivered.complete('Review', 'pass', { opinion });
  await delivered.complete('Decide', 'grant', { opinion });
  await delivered.complete('Deliver', 'delivered');

  const returned = await TestCase.started(home, 'publication-retail', 2);
  await returned.complete('Receive', 'accept');
  await returned.complete('Review', 'pass', { opinion });
  const [decide] = await returned.open();
  const back = { name: 'return', to: 'Receive' } as const;
  await returned.act({ kind: 'operate', task: decide!.number, actor: officer, operation: back, reason: '重新受理' });
  await returned.act({ kind: 'operate', task: null, actor: officer, operation: { name: 'suspend' }, reason: '等待' });

  const toldTwice = await TestCase.started(home, 'publication-retail', 6);
  const [first, later] = ['a', 'b'].map((path) => ({ target: 'field' as const, path, message: '补' }));
  await toldTwice.complete('Receive', 'correct', { marks: [first!], opinion });
  await toldTwice.complete('Correct', null, { answers: { a: 1 } }, applicant);
  await toldTwice.complete('Receive', 'correct', { marks: [later!], opinion, further: { marks: [later!], reason: '首次漏看' } });
  await toldTwice.complete('Correct', null, { answers: { a: 2 } }, applicant);
  await toldTwice.complete('Receive', 'correct', { marks: [later!], opinion });
  expect((await toldTwice.row()).correction).toMatchObject({ round: 3, further: [{ round: 2, reason: '首次漏看' }] });

  const withdrawn = await TestCase.started(home, 'publication-retail', 3);
  await withdrawn.act({ kind: 'message', name: 'withdraw', actor: applicant, variables: {}, reason: '不办了' });
  const refused = await TestCase.started(home, 'publication-retail', 4);
  await refused.complete('Receive', 'refuse', { opinion: '不属本机关', agency: '市局' });
  const forwarded = await TestCase.started(home, 'publishing-unit-establishment', 5);
  await forwarded.complete('Receive', 'accept');
  const [next] = await forwarded.open();
  const node = await forwarded.nodeOf(next!);
  await forwarded.complete(next!.element, node.decisions!.options.find((option) => option.tone === 'primary')!.value, { opinion });

  expect(await differences()).toEqual([]);

  await home.db.update(cases).set({ state: 'GRANTED', licenceNumber: '伪造' }).where(eq(cases.caseNumber, refused.number));
  const found = await differences(true);
  expect(found.map(({ caseNumber, column }) => [caseNumber, column])).toEqual([
    [refused.number, 'state'],
    [refused.number, 'licenceNumber'],
  ]);
  expect(await refused.row()).toMatchObject({ state: 'NOT_ACCEPTED', licenceNumber: null });
  expect(await differences()).toEqual([]);
});
