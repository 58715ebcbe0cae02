import { expect, test } from 'vitest';
import { Form } from '../../../schema/forms/form.ts';
import { Material } from '../../../schema/catalog/item.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { materialsProgress, missingMaterials, sectionErrors, sectionProgress } from './progress.ts';

const text = (zh: string) => ({ zh, en: zh });
const form = Form.parse({
  version: 1,
  sections: [
    {
      id: 'who',
      title: text('申请人'),
      fields: [
        {
          type: 'choice',
          name: 'kind',
          label: text('类型'),
          required: true,
          options: [
            { value: 'shop', label: text('门店') },
            { value: 'online', label: text('网店') },
          ],
        },
      ],
    },
    {
      id: 'place',
      title: text('场所'),
      fields: [
        { type: 'text', name: 'site', label: text('网址'), required: true, visibleWhen: { field: 'kind', equals: 'online' } },
        { type: 'number', name: 'area', label: text('面积'), required: true, visibleWhen: { field: 'kind', equals: 'shop' } },
      ],
    },
  ],
});
const place = form.sections[1]!;

test('a section follows the answers of another one', () => {
  expect(sectionProgress(form, place, { kind: 'shop' })).toBe('notStarted');
  expect(sectionErrors(form, place, { kind: 'shop', area: '三十' })).toMatchObject([{ path: 'area', code: 'not-a-number' }]);
  expect(sectionProgress(form, place, { kind: 'shop', area: '三十' })).toBe('inProgress');
  expect(sectionProgress(form, place, { kind: 'shop', area: 30 })).toBe('done');
  expect(sectionErrors(form, place, { kind: 'online', area: 30 })).toMatchObject([{ path: 'site', code: 'required' }]);
});

const material = (code: string, rest: object = {}) =>
  Material.parse({
    code,
    name: text(code),
    type: 'other',
    source: 'applicant',
    necessity: 'required',
    form: 'electronic',
    originals: 1,
    copies: 0,
    notes: null,
    ...rest,
  });
const file = (materialCode: string) => ({ materialCode }) as FileInfo;

test('only required materials that can be electronic hold the submission back', () => {
  const materials = [
    material('lease'),
    material('photo', { necessity: 'optional' }),
    material('deed', { form: 'paper' }),
    material('later', { necessity: 'mayFollow' }),
  ];
  expect(missingMaterials(materials, []).map((one) => one.code)).toEqual(['lease']);
  expect(materialsProgress(materials, [file('photo')])).toBe('inProgress');
  expect(materialsProgress(materials, [file('lease')])).toBe('done');
});
