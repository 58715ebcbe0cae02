import { expect, test } from 'vitest';
import { furtherOf } from './further-form.ts';
import type { FurtherDraft } from './further-form.ts';

const draft: FurtherDraft = {
  channel: 'window',
  kind: 'applicant',
  name: '某某书店',
  address: '',
  on: '2026-11-27',
  place: '经营场所',
  reason: '不认可决定',
  where: '',
  witnesses: [
    { name: '王五', unit: '居委会' },
    { name: '赵六', unit: '居委会' },
  ],
};

test('asks for what a way needs, and sends nothing else', () => {
  expect(furtherOf(draft)).toEqual({ recipient: { kind: 'applicant', name: '某某书店' }, way: { channel: 'window' } });
  expect(furtherOf({ ...draft, name: ' ' })).toBeNull();
  expect(furtherOf({ ...draft, channel: 'email', address: 'no address' })).toBeNull();
  expect(furtherOf({ ...draft, channel: 'notice' })).toBeNull();
  expect(furtherOf({ ...draft, channel: 'leaving' })?.way).toMatchObject({
    channel: 'leaving',
    witnesses: [{ name: '王五' }, { name: '赵六' }],
  });
  expect(furtherOf({ ...draft, channel: 'leaving', witnesses: [draft.witnesses[0], { name: '', unit: '' }] })).toBeNull();
});
