import { z } from 'zod';
import { Text } from '../contracts/values.ts';

/** Shows a field only when another one fits; declarative, so that web and server agree. */
export const Condition = z.union([
  z.object({ field: z.string(), equals: z.union([z.string(), z.number(), z.boolean()]) }),
  z.object({ field: z.string(), in: z.array(z.union([z.string(), z.number()])) }),
  z.object({ field: z.string(), notEmpty: z.literal(true) }),
]);
export type Condition = z.infer<typeof Condition>;

const base = {
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: Text,
  hint: Text.optional(),
  required: z.boolean().default(false),
  visibleWhen: Condition.optional(),
};

const simpleFields = [
  z.object({
    ...base,
    type: z.literal('text'),
    minLength: z.number().int().optional(),
    maxLength: z.number().int().default(200),
    pattern: z.string().optional(),
  }),
  z.object({ ...base, type: z.literal('multiline'), maxLength: z.number().int().default(4000) }),
  /** `unit: "fen"` holds money as a whole number of 分. */
  z.object({
    ...base,
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().default(true),
    unit: z.string().optional(),
  }),
  /** A day, YYYY-MM-DD. */
  z.object({ ...base, type: z.literal('date'), min: z.string().optional(), max: z.string().optional() }),
  z.object({
    ...base,
    type: z.literal('choice'),
    multiple: z.boolean().default(false),
    options: z.array(z.object({ value: z.string(), label: Text })).min(1),
  }),
  z.object({ ...base, type: z.literal('boolean') }),
  z.object({ ...base, type: z.literal('address') }),
  z.object({ ...base, type: z.literal('citizenId') }),
  z.object({ ...base, type: z.literal('creditCode') }),
  z.object({ ...base, type: z.literal('phone') }),
  z.object({ ...base, type: z.literal('email') }),
] as const;

export const SimpleField = z.discriminatedUnion('type', simpleFields);
export type SimpleField = z.infer<typeof SimpleField>;

export const Field = z.discriminatedUnion('type', [
  ...simpleFields,
  z.object({
    ...base,
    type: z.literal('table'),
    columns: z.array(SimpleField).min(1),
    minRows: z.number().int().default(0),
    maxRows: z.number().int().default(100),
  }),
]);
export type Field = z.infer<typeof Field>;

/** A form definition: one page a section, in order. */
export const Form = z.object({
  version: z.number().int().min(1),
  sections: z.array(z.object({ id: z.string(), title: Text, hint: Text.optional(), fields: z.array(Field).min(1) })).min(1),
});
export type Form = z.infer<typeof Form>;

/** What was typed, by field name; loose on purpose, since drafts keep whatever was typed. */
export const Answers = z.record(z.string(), z.unknown());
export type Answers = z.infer<typeof Answers>;
