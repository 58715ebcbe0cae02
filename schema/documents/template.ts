import { z } from 'zod';
import { DocumentKindName } from './kind-ids.ts';

/** Text with placeholders: `{field}`, a date written out as `{field:hanzi}`, a list's column as `{list.column}` within its own block. */
const Text = z.string().min(1).max(4000);
/** Shown only when an optional field has a value, or only when it has none. */
const when = { when: z.string().max(60).optional(), unless: z.string().max(60).optional() };

export const Block = z.discriminatedUnion('type', [
  /** 红头: the agency's name over a red rule. */
  z.object({ type: z.literal('letterhead'), text: Text, ...when }),
  z.object({ type: z.literal('title'), text: Text, ...when }),
  z.object({ type: z.literal('number'), text: Text, ...when }),
  z.object({ type: z.literal('addressee'), text: Text, ...when }),
  z.object({ type: z.literal('paragraph'), text: Text, ...when }),
  /** One paragraph a row of a list. */
  z.object({ type: z.literal('list'), field: z.string().max(60), text: Text, ...when }),
  z.object({
    type: z.literal('table'),
    field: z.string().max(60),
    columns: z
      .array(z.object({ label: z.string().min(1).max(60), text: Text, width: z.number().int().min(1).max(12) }))
      .min(1)
      .max(8),
    ...when,
  }),
  /** Names beside values, in two columns. */
  z.object({
    type: z.literal('facts'),
    rows: z
      .array(z.object({ label: z.string().min(1).max(60), text: Text, ...when }))
      .min(1)
      .max(30),
    ...when,
  }),
  /** The agency, the date, and the place of its seal. */
  z.object({ type: z.literal('signature'), agency: Text, date: Text, seal: z.boolean(), ...when }),
  /** Lines to be signed by hand. */
  z.object({ type: z.literal('signLines'), lines: z.array(z.string().min(1).max(60)).min(1).max(10), ...when }),
]);
export type Block = z.infer<typeof Block>;
export type BlockType = Block['type'];

/** How a kind of document looks. A published one is immutable; `version` is that of this shape. */
export const Template = z.object({
  version: z.literal(1),
  kind: DocumentKindName,
  blocks: z.array(Block).min(1).max(60),
  footer: z.object({ text: Text, qr: z.boolean() }),
});
export type Template = z.infer<typeof Template>;

/** A template of a kind for one item, or for all of them. */
export const everyItem = '';

/** A placeholder as written; see `Text`. */
export interface Placeholder {
  /** The whole of it, braces included. */
  written: string;
  field: string;
  column: string | null;
  format: string | null;
}

const pattern = /\{([a-zA-Z]\w*)(?:\.([a-zA-Z]\w*))?(?::([a-z]+))?\}/g;

export const placeholdersIn = (text: string): Placeholder[] =>
  [...text.matchAll(pattern)].map(([written, field, column, format]) => ({
    written,
    field: field!,
    column: column ?? null,
    format: format ?? null,
  }));

/** Puts a value in place of each placeholder; what it gives is not read again, so a value cannot bring placeholders of its own. */
export const replacePlaceholders = (text: string, valueOf: (placeholder: Placeholder) => string): string =>
  text.replaceAll(pattern, (written: string, field: string, column: string | undefined, format: string | undefined) =>
    valueOf({ written, field, column: column ?? null, format: format ?? null }),
  );
