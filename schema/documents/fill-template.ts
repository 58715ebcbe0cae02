import type { z } from 'zod';
import { columnsOf, noteOf } from './field.ts';
import { kindOf, shapeOf } from './kinds.ts';
import { hanziDate, officialDate, officialMoment } from './official-date.ts';
import { replacePlaceholders } from './template.ts';
import type { Block, Placeholder, Template } from './template.ts';

type Values = Record<string, unknown>;

/** A block with nothing left to fill in: what the renderer draws, as text and never as markup. */
export type FilledBlock =
  | { type: 'letterhead' | 'title' | 'number' | 'addressee' | 'paragraph'; text: string }
  | { type: 'table'; header: string[]; widths: number[]; rows: string[][] }
  | { type: 'facts'; rows: [string, string][] }
  | { type: 'signature'; agency: string; date: string; seal: boolean }
  | { type: 'signLines'; lines: string[] };

export interface Filled {
  title: string;
  blocks: FilledBlock[];
  footer: { text: string; qr: boolean };
}

/** Control and direction characters show nothing or turn what stands beside them around: no document holds any. */
const printable = (value: string): string =>
  value
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, (one) => (one === '\n' ? '\n' : one === '\t' ? ' ' : ''));

function written(schema: z.ZodType, value: unknown, format: string | null): string {
  switch (noteOf(schema).type) {
    case 'date':
      return format === 'hanzi' ? hanziDate(String(value)) : officialDate(String(value));
    case 'moment':
      return officialMoment(String(value));
    default:
      return printable(String(value));
  }
}

/**
 * Puts fields into a template that `checkTemplate` has let pass. The fields are parsed by their kind; throws a ZodError when one
 * is missing or of another type. What an optional field without a value would stand in is left out by `when`, else left empty.
 */
export function fillTemplate(template: Template, fields: Values): Filled {
  const values = kindOf(template.kind).fields.parse(fields) as Values;
  const shape = shapeOf(template.kind);
  const isShown = ({ when, unless }: { when?: string | undefined; unless?: string | undefined }): boolean =>
    (when === undefined || values[when] !== undefined) && (unless === undefined || values[unless] === undefined);

  const valueOf = ({ field, format }: Placeholder): string => {
    const value = values[field];
    return value === undefined ? '' : written(shape[field]!, value, format);
  };
  const fill = (text: string): string => replacePlaceholders(text, valueOf);
  const rowsOf = (field: string): Values[] => (values[field] as Values[] | undefined) ?? [];
  const fillRow = (field: string, row: Values, index: number, text: string): string =>
    replacePlaceholders(text, (placeholder) => {
      const { column, format } = placeholder;
      if (column === null) return valueOf(placeholder);
      if (column === 'row') return String(index + 1);
      const value = row[column];
      return value === undefined ? '' : written(columnsOf(shape[field]!)![column]!, value, format);
    });
  /** What a person has typed may have several lines: each is a paragraph. */
  const paragraphs = (text: string): FilledBlock[] =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => ({ type: 'paragraph', text: line.trim() }));

  const filled = (block: Block): FilledBlock[] => {
    if (!isShown(block)) return [];
    switch (block.type) {
      case 'paragraph':
        return paragraphs(fill(block.text));
      case 'list':
        return rowsOf(block.field).flatMap((row, index) => paragraphs(fillRow(block.field, row, index, block.text)));
      case 'table': {
        const { field, columns } = block;
        const rows = rowsOf(field).map((row, index) => columns.map(({ text }) => fillRow(field, row, index, text)));
        return [{ type: 'table', header: columns.map(({ label }) => label), widths: columns.map(({ width }) => width), rows }];
      }
      case 'facts':
        return [
          {
            type: 'facts',
            rows: block.rows.filter(isShown).map(({ label, text }): [string, string] => [label, fill(text)]),
          },
        ];
      case 'signature':
        return [{ type: 'signature', agency: fill(block.agency), date: fill(block.date), seal: block.seal }];
      case 'signLines':
        return [{ type: 'signLines', lines: block.lines }];
      default:
        return [{ type: block.type, text: fill(block.text) }];
    }
  };
  const blocks = template.blocks.flatMap(filled);
  const title = blocks.find((block) => block.type === 'title');
  return {
    title: title?.type === 'title' ? title.text : kindOf(template.kind).name.zh,
    blocks,
    footer: { text: fill(template.footer.text), qr: template.footer.qr },
  };
}

/** A value for every field of a kind: for the live preview and the tests. */
export const sampleFields = (kind: Template['kind']): Values =>
  Object.fromEntries(Object.entries(shapeOf(kind)).map(([name, schema]) => [name, noteOf(schema).sample]));
