import { z } from 'zod';
import type { Text } from '../contracts/values.ts';

/** What a field holds: a day is `YYYY-MM-DD`, a moment ISO 8601 with an offset, a list rows of such. */
export type FieldType = 'text' | 'date' | 'moment' | 'number' | 'list';

/** Fields or columns by name. */
export type Shape = Record<string, z.ZodType>;

/** What the editor and the preview know of a field; kept as the zod schema's own metadata. */
export interface FieldNote {
  type: FieldType;
  label: Text;
  sample: unknown;
}

/** Longest text one field may hold; a page of a decision is about 600 characters. */
const longest = 20_000;

const noted = <T extends z.ZodType>(schema: T, type: FieldType, zh: string, en: string, sample: unknown): T =>
  schema.meta({ type, label: { zh, en }, sample });

export const text = (zh: string, en: string, sample: string) => noted(z.string().min(1).max(longest), 'text', zh, en, sample);
export const date = (zh: string, en: string, sample: string) => noted(z.iso.date(), 'date', zh, en, sample);
export const moment = (zh: string, en: string, sample: string) => noted(z.iso.datetime({ offset: true }), 'moment', zh, en, sample);
export const number = (zh: string, en: string, sample: number) => noted(z.number().int(), 'number', zh, en, sample);

export const list = <C extends z.ZodRawShape>(zh: string, en: string, columns: C, sample: Record<string, unknown>[]) =>
  noted(z.array(z.object(columns)).max(500), 'list', zh, en, sample);

/** A field that a document may lack; a block that depends on it is left out then (`when`). */
export const maybe = <T extends z.ZodType>(schema: T) => schema.optional().meta(schema.meta() ?? {});

/** What is known of a field. Throws for a schema that was not made here. */
export function noteOf(schema: z.ZodType): FieldNote {
  const note = schema.meta() as Partial<FieldNote> | undefined;
  if (!note?.type || !note.label) throw new Error('not a field of a document');
  return { type: note.type, label: note.label, sample: note.sample };
}

/** The columns of a list, by name; null for any other field. */
export function columnsOf(schema: z.ZodType): Shape | null {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  if (!(inner instanceof z.ZodArray)) return null;
  const row = inner.element;
  return row instanceof z.ZodObject ? (row.shape as Shape) : null;
}

export const isOptional = (schema: z.ZodType): boolean => schema instanceof z.ZodOptional;
