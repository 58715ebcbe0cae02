import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate } from './check-template.ts';
import { documentNumber } from './document-number.ts';
import { fillTemplate, sampleFields } from './fill-template.ts';
import { documentKindIds } from './kind-ids.ts';
import type { DocumentKindId } from './kind-ids.ts';
import { kindOf, shapeOf } from './kinds.ts';
import { loadAgencySettings, loadTemplates } from './load-templates.ts';
import { dayOf, hanziDate, officialDate, officialMoment } from './official-date.ts';
import type { Template } from './template.ts';
import { loadOrganisations } from '../catalog/load.ts';

const templates = loadTemplates();
const templateOf = (kind: DocumentKindId): Template => templates.find((one) => one.kind === kind)!;
const textOf = (value: unknown): string => JSON.stringify(value);

describe('the templates that the product comes with', () => {
  test.each(documentKindIds)('%s can be used, and shows every field that the law wants told', (kind) => {
    const template = templateOf(kind);
    expect(checkTemplate(template)).toEqual([]);
    const fields = sampleFields(kind);
    const without = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('deemed')));
    const text = textOf([fillTemplate(template, fields), fillTemplate(template, without)]);
    expect(text).not.toMatch(/[{}]\w|undefined|null/);
    for (const field of kindOf(kind).mustState) {
      const value = fields[field];
      if (typeof value === 'string' && !/^\d{4}-/.test(value)) expect(text).toContain(value);
    }
  });

  test('every sample agency has a mark of its own', () => {
    const settings = loadAgencySettings();
    expect(settings.map((one) => one.organisationId).toSorted()).toEqual(
      loadOrganisations()
        .organisations.map(({ id }) => id)
        .toSorted(),
    );
    expect(new Set(settings.map((one) => one.mark)).size).toBe(settings.length);
  });

  test('no two kinds share a mark in their numbers', () => {
    expect(new Set(documentKindIds.map((kind) => kindOf(kind).mark)).size).toBe(documentKindIds.length);
  });
});

describe('a template is refused', () => {
  const denial = templateOf('denialDecision');
  const withBlock = (block: Template['blocks'][number]): Template => ({ ...denial, blocks: [...denial.blocks, block] });
  const at = denial.blocks.length;

  test.each([
    ['an unknown field', { type: 'paragraph', text: '{nobody}' }, `blocks[${at}].text`, 'unknown-field'],
    ['an unknown field in a condition', { type: 'paragraph', text: 'x', when: 'nobody' }, `blocks[${at}].when`, 'unknown-field'],
    ['a condition on what is always there', { type: 'paragraph', text: 'x', when: 'reasons' }, `blocks[${at}].when`, 'not-optional'],
    ['a list that is none', { type: 'list', field: 'reasons', text: 'x' }, `blocks[${at}].field`, 'not-a-list'],
    ['a format for no date', { type: 'paragraph', text: '{reasons:hanzi}' }, `blocks[${at}].text`, 'unknown-format'],
    ['a brace left over', { type: 'paragraph', text: '{reasons' }, `blocks[${at}].text`, 'stray-brace'],
    ['a second title', { type: 'title', text: 'x' }, 'blocks', 'one-title'],
  ] as const)('with %s, by its place', (_, block, path, code) => {
    expect(checkTemplate(withBlock(block))).toContainEqual(expect.objectContaining({ path, code }));
  });

  test('with a list outside a block of its own, or a column that is not there', () => {
    const receipt = templateOf('receipt');
    const blocks = [
      ...receipt.blocks,
      { type: 'paragraph', text: '{materials} {materials.name}' },
      { type: 'list', field: 'materials', text: '{materials.weight}' },
    ] satisfies Template['blocks'];
    expect(checkTemplate({ ...receipt, blocks }).map(({ code }) => code)).toEqual(['list-in-text', 'list-in-text', 'unknown-column']);
  });

  test('when what the law wants told is left out: reasons and remedies of a denial (art. 38)', () => {
    const bare = { ...denial, blocks: denial.blocks.filter((block) => block.type !== 'paragraph') };
    expect(
      checkTemplate(bare)
        .filter(({ code }) => code === 'must-state')
        .map(({ params }) => params.field),
    ).toEqual(['reasons', 'basis', 'reconsiderationBody', 'reconsiderationDays', 'court', 'litigationMonths']);
  });
});

describe('filling', () => {
  test('a value never becomes a placeholder, and loses only what cannot be seen', () => {
    const evil = '{agency} {number:hanzi} #panic() $x$ *b*\u202e\u0007\u200b';
    const filled = textOf(fillTemplate(templateOf('denialDecision'), { ...sampleFields('denialDecision'), reasons: evil }));
    expect(filled).toContain('理由：{agency} {number:hanzi} #panic() $x$ *b*"');
  });

  test('lines of what was typed are paragraphs', () => {
    const { blocks } = fillTemplate(templateOf('denialDecision'), { ...sampleFields('denialDecision'), reasons: '一、甲；\r\n\n二、乙。' });
    expect(blocks).toEqual(
      expect.arrayContaining([
        { type: 'paragraph', text: '理由：一、甲；' },
        { type: 'paragraph', text: '二、乙。' },
      ]),
    );
  });

  test('a field that is missing or of another type is refused by name', () => {
    const { reasons: _, ...rest } = sampleFields('denialDecision');
    expect(() => fillTemplate(templateOf('denialDecision'), rest)).toThrow(/reasons/);
    expect(() => fillTemplate(templateOf('denialDecision'), { ...rest, reasons: 'x', issuedOn: 'yesterday' })).toThrow(/issuedOn/);
  });

  test('whatever the fields hold, every kind fills', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...documentKindIds), anyText, (kind, words) => {
        const fields = sampleFields(kind);
        const changed = Object.fromEntries(
          Object.entries(shapeOf(kind)).map(([name]) => [
            name,
            typeof fields[name] === 'string' && !/^\d{4}-/.test(fields[name]) ? words : fields[name],
          ]),
        );
        expect(fillTemplate(templateOf(kind), changed).blocks.length).toBeGreaterThan(3);
      }),
    );
  });
});

test('days and moments in the official style', () => {
  expect(officialDate('2026-11-27')).toBe('2026年11月27日');
  expect(hanziDate('2026-11-27')).toBe('二〇二六年十一月二十七日');
  expect(['2030-10-10', '2026-01-20', '2026-12-31'].map(hanziDate)).toEqual([
    '二〇三〇年十月十日',
    '二〇二六年一月二十日',
    '二〇二六年十二月三十一日',
  ]);
  expect(officialMoment('2026-12-10T01:05:00Z')).toBe('2026年12月10日9时05分');
  expect(dayOf('2026-12-31T16:00:00Z')).toBe('2027-01-01');
});

test('a number names the agency, the kind and the year', () => {
  expect(documentNumber('湘岳文广', 'grantDecision', '2026', 12)).toBe('湘岳文广许准字〔2026〕第000012号');
});
