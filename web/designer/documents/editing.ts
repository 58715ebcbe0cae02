import { columnsOf, isOptional, noteOf } from '../../../schema/documents/field.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { kindOf, shapeOf } from '../../../schema/documents/kinds.ts';
import type { Block, BlockType } from '../../../schema/documents/template.ts';
import type { Text } from '../../../schema/contracts/values.ts';

export const blockTypes: BlockType[] = [
  'letterhead',
  'title',
  'number',
  'addressee',
  'paragraph',
  'list',
  'table',
  'facts',
  'signature',
  'signLines',
];

/** A field as the editor offers it: what is put in for it, and whether the law wants it told. */
export interface Chip {
  insert: string;
  label: Text;
  isRequired: boolean;
  /** Columns stand only in a list or table of their own. */
  list: string | null;
  isHanzi: boolean;
}

const hasLists = (kind: DocumentKindId): string[] =>
  Object.entries(shapeOf(kind)).flatMap(([name, schema]) => (columnsOf(schema) ? [name] : []));

/** The fields of a kind, dates also in characters, lists by their columns. */
export function chipsOf(kind: DocumentKindId): Chip[] {
  const { mustState } = kindOf(kind);
  return Object.entries(shapeOf(kind)).flatMap(([name, schema]): Chip[] => {
    const { type, label } = noteOf(schema);
    const isRequired = (mustState as readonly string[]).includes(name);
    const columns = columnsOf(schema);
    if (columns) {
      const ofColumns = Object.entries(columns).map(([column, inner]) => ({
        insert: `{${name}.${column}}`,
        label: noteOf(inner).label,
        isRequired,
        list: name,
        isHanzi: false,
      }));
      return ofColumns;
    }
    const plain = { insert: `{${name}}`, label, isRequired, list: null, isHanzi: false };
    return type === 'date' ? [plain, { ...plain, insert: `{${name}:hanzi}`, isHanzi: true }] : [plain];
  });
}

/** Lists of a kind by name. */
export const listsOf = (kind: DocumentKindId): { name: string; label: Text }[] =>
  hasLists(kind).map((name) => ({ name, label: noteOf(shapeOf(kind)[name]!).label }));

/** Fields that may be absent: a part may be shown or not by them. */
export const optionalFieldsOf = (kind: DocumentKindId): { name: string; label: Text }[] =>
  Object.entries(shapeOf(kind)).flatMap(([name, schema]) => (isOptional(schema) ? [{ name, label: noteOf(schema).label }] : []));

/** A new part of a template, filled with what such a part mostly holds. */
export function newBlock(type: BlockType, kind: DocumentKindId): Block {
  const [list] = listsOf(kind);
  const columns = list ? Object.keys(columnsOf(shapeOf(kind)[list.name]!)!) : [];
  switch (type) {
    case 'letterhead':
      return { type, text: '{agency}' };
    case 'title':
      return { type, text: kindOf(kind).name.zh };
    case 'number':
      return { type, text: '{number}' };
    case 'addressee':
      return { type, text: '{addressee}：' };
    case 'paragraph':
      return { type, text: '' };
    case 'list':
      return { type, field: list?.name ?? '', text: columns.map((column) => `{${list!.name}.${column}}`).join('：') };
    case 'table':
      return {
        type,
        field: list?.name ?? '',
        columns: columns.map((column) => ({ label: '', text: `{${list!.name}.${column}}`, width: 1 })),
      };
    case 'facts':
      return { type, rows: [{ label: '', text: '' }] };
    case 'signature':
      return { type, agency: '{agency}', date: '{issuedOn}', seal: true };
    case 'signLines':
      return { type, lines: [''] };
  }
}

/** The list with the entry at `from` at `to`; the same list when it can't go there. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= all.length) return [...all];
  const rest = all.filter((_, index) => index !== from);
  return [...rest.slice(0, to), all[from]!, ...rest.slice(to)];
}

export const replaced = <T>(all: readonly T[], at: number, value: T): T[] => all.map((one, index) => (index === at ? value : one));
export const without = <T>(all: readonly T[], at: number): T[] => all.filter((_, index) => index !== at);
