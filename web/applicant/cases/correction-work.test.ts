import { expect, test } from 'vitest';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import { Form } from '../../../schema/forms/form.ts';
import { sectionsToCorrect, untouchedMarks } from './correction-work.ts';

const text = (zh: string) => ({ zh, en: zh });
const form = Form.parse({
  version: 1,
  sections: [
    { id: 'who', title: text('一'), fields: [{ type: 'boolean', name: 'online', label: text('网络') }] },
    {
      id: 'where',
      title: text('二'),
      fields: [{ type: 'text', name: 'site', label: text('网址'), required: true, visibleWhen: { field: 'online', equals: true } }],
    },
    {
      id: 'people',
      title: text('三'),
      fields: [{ type: 'table', name: 'editors', label: text('编辑'), columns: [{ type: 'text', name: 'name', label: text('姓名') }] }],
    },
  ],
});
const mark = (target: Mark['target'], path: string): Mark => ({ target, path, message: '请核对' });
const ids = (sections: Form['sections']) => sections.map((section) => section.id);

test('sections with a mark, also on a cell, and sections that the new answers make incomplete', () => {
  const marks = [mark('field', 'editors[0].name'), mark('material', 'lease')];
  expect(ids(sectionsToCorrect(form, marks, { online: false }))).toEqual(['people']);
  expect(ids(sectionsToCorrect(form, marks, { online: true }))).toEqual(['where', 'people']);
});

test('what was marked and not touched', () => {
  const since = Date.parse('2026-11-20T10:00:00+08:00');
  const file = (materialCode: string, uploadedAt: string) => ({ materialCode, uploadedAt }) as FileInfo;
  const marks = [mark('field', 'editors[0].name'), mark('field', 'site'), mark('material', 'lease'), mark('material', 'plan')];
  const untouched = untouchedMarks(
    marks,
    { editors: [{ name: '张' }], site: 'a' },
    { editors: [{ name: '章' }], site: 'a' },
    [file('lease', '2026-11-19T10:00:00+08:00'), file('plan', '2026-11-21T10:00:00+08:00')],
    since,
  );
  expect(untouched.map((one) => one.path)).toEqual(['site', 'lease']);
});
