import { z } from 'zod';
import { expressionSchema, mappingSchema, valueSchema } from './expression.ts';

/** The data an event carries: `outputs` for a catch event (payload → variables), `inputs` for a throw event (variables → payload). */
const payload = { inputs: z.array(mappingSchema).optional(), outputs: z.array(mappingSchema).optional() };

/** Event definitions (BPMN 10.5.5). References are resolved by the compiler: names and codes, not ids. */
export const eventDefinitionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    name: z.string(),
    /** The key a receiver waits with, or a thrower sends with; absent: fits every key. */
    correlationKey: expressionSchema.optional(),
    /** Names the activity a throwing message event calls, when it is a service of the shell. */
    service: z.boolean().optional(),
    ...payload,
  }),
  z.object({
    kind: z.literal('timer'),
    type: z.enum(['date', 'duration', 'cycle']),
    value: valueSchema,
    /** The article by which this timer may decide by operation of law. */
    law: z.string().optional(),
  }),
  z.object({ kind: z.literal('signal'), name: z.string(), ...payload }),
  z.object({ kind: z.literal('escalation'), code: z.string().optional(), ...payload }),
  z.object({ kind: z.literal('error'), code: z.string().optional(), ...payload }),
  z.object({ kind: z.literal('conditional'), condition: expressionSchema }),
  z.object({ kind: z.literal('link'), name: z.string(), target: z.string().optional() }),
  z.object({ kind: z.literal('compensation'), activity: z.string().optional(), wait: z.boolean() }),
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('terminate') }),
]);
export type EventDefinition = z.infer<typeof eventDefinitionSchema>;
export type EventKind = EventDefinition['kind'];
