import { expect, test } from 'vitest';
import { checkTemplate } from '../../../schema/documents/check-template.ts';
import { documentKindIds } from '../../../schema/documents/kind-ids.ts';
import { loadTemplates } from '../../../schema/documents/load-templates.ts';
import { Template } from '../../../schema/documents/template.ts';
import { blockTypes, chipsOf, listsOf, moved, newBlock, optionalFieldsOf } from './editing.ts';

test.each(documentKindIds)('everything the editor of %s offers can be used where it is offered', (kind) => {
  const template = loadTemplates().find((one) => one.kind === kind)!;
  const hasList = listsOf(kind).length > 0;
  for (const type of blockTypes.filter((one) => one !== 'title' && (hasList || (one !== 'list' && one !== 'table')))) {
    const block = newBlock(type, kind);
    const codes = checkTemplate({ ...template, blocks: [...template.blocks, block] }).map(({ code }) => code);
    expect([type, codes]).toEqual([type, []]);
  }
  const plain = chipsOf(kind).filter(({ list }) => list === null);
  const offered = [
    ...plain.map(({ insert }) => ({ type: 'paragraph' as const, text: insert })),
    ...chipsOf(kind).flatMap(({ insert, list }) => (list === null ? [] : [{ type: 'list' as const, field: list, text: insert }])),
    ...optionalFieldsOf(kind).flatMap(({ name }) => [
      { type: 'paragraph' as const, text: 'x', when: name },
      { type: 'paragraph' as const, text: 'x', unless: name },
    ]),
  ];
  const used = Template.parse({ ...template, blocks: [...template.blocks, ...offered].slice(0, 60) });
  expect(checkTemplate(used)).toEqual([]);
});

test('a part moves by one and not beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
});
