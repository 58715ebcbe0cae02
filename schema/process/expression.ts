import { z } from 'zod';

/**
 * An expression as the compiler leaves it: the text, its language and the names it reads.
 * `feel` is FEEL without the leading `=`; `juel` is the small `${…}` language of vendor files, stored without the braces.
 * The engine hands an evaluator only the variables listed in `names`.
 */
export const expressionSchema = z.object({
  language: z.enum(['feel', 'juel']),
  text: z.string(),
  names: z.array(z.string()),
});
export type Expression = z.infer<typeof expressionSchema>;

/** A value fixed in the file, or one computed when it is needed. */
export const valueSchema = z.union([z.object({ literal: z.string() }), z.object({ expression: expressionSchema })]);
export type Value = z.infer<typeof valueSchema>;

/** One data association or vendor mapping: `from` is evaluated at the source's side and written to `to` at the target's. */
export const mappingSchema = z.object({ to: z.string(), from: expressionSchema });
export type Mapping = z.infer<typeof mappingSchema>;

/** A data object or property (BPMN 10.4): known by its name, else its id. */
export const dataItemSchema = z.object({ name: z.string(), initial: expressionSchema.optional() });
export type DataItem = z.infer<typeof dataItemSchema>;
