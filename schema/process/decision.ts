import { z } from 'zod';

/** How the rules of a decision table that match come to one result (DMN 1.5, 8.2.8). */
export const hitPolicySchema = z.enum(['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER']);

export const aggregationSchema = z.enum(['SUM', 'MIN', 'MAX', 'COUNT']);
export type Aggregation = z.infer<typeof aggregationSchema>;

const inputSchema = z.object({
  /** What messages call it: its label, else its expression. */
  name: z.string(),
  expression: z.string(),
  /** A type of FEEL, or of `Knowledge.types`. */
  type: z.string().optional(),
  /** Unary tests that a value must pass. */
  values: z.string().optional(),
});

const outputSchema = z.object({
  /** Absent only where it is the only one. */
  name: z.string().optional(),
  type: z.string().optional(),
  /** Unary tests; their order is the priority of the values, the highest first. */
  values: z.array(z.string()).optional(),
  /** What it is when no rule matches. */
  otherwise: z.string().optional(),
});

/** A decision table. Cells are FEEL: unary tests in `when`, expressions in `then`; an empty cell of `then` is null. */
export const decisionTableSchema = z.object({
  kind: z.literal('table'),
  hitPolicy: hitPolicySchema,
  aggregation: aggregationSchema.optional(),
  inputs: z.array(inputSchema),
  outputs: z.array(outputSchema),
  rules: z.array(z.object({ when: z.array(z.string()), then: z.array(z.string()) })),
});
export type DecisionTable = z.infer<typeof decisionTableSchema>;

/** Whether a table gives a list, one entry for each rule that matches (DMN 1.5, 8.2.8). */
export function listsHits({ hitPolicy, aggregation }: Pick<DecisionTable, 'hitPolicy' | 'aggregation'>): boolean {
  return hitPolicy === 'RULE ORDER' || hitPolicy === 'OUTPUT ORDER' || (hitPolicy === 'COLLECT' && aggregation === undefined);
}

/** A boxed expression (DMN 1.5, 7.3); a relation is a list of contexts. All texts are FEEL. */
export type Logic =
  | { kind: 'literal'; text: string }
  | DecisionTable
  /** An entry without a name is the last one, and the result. */
  | { kind: 'context'; entries: { name?: string; type?: string; value: Logic }[] }
  | { kind: 'list'; items: Logic[] }
  | { kind: 'invocation'; called: string; bindings: { name: string; value: Logic }[] }
  | { kind: 'conditional'; test: Logic; yes: Logic; no: Logic };

export const logicSchema: z.ZodType<Logic> = z.lazy(() =>
  z.union([
    z.object({ kind: z.literal('literal'), text: z.string() }),
    decisionTableSchema,
    z.object({
      kind: z.literal('context'),
      entries: z.array(z.object({ name: z.string().optional(), type: z.string().optional(), value: logicSchema })),
    }),
    z.object({ kind: z.literal('list'), items: z.array(logicSchema) }),
    z.object({
      kind: z.literal('invocation'),
      called: z.string(),
      bindings: z.array(z.object({ name: z.string(), value: logicSchema })),
    }),
    z.object({ kind: z.literal('conditional'), test: logicSchema, yes: logicSchema, no: logicSchema }),
  ]),
);

const logicBase = {
  logic: logicSchema,
  /** The type of the value. */
  type: z.string().optional(),
  /** Every name its expressions read, its own parts included: what FEEL has to know to read names with signs in them. */
  reads: z.array(z.string()),
  /** The business knowledge models it may call: their ids by the names they are called by. */
  calls: z.record(z.string(), z.string()),
};

/** A decision as the compiler leaves it; only the evaluator looks inside its logic. */
export const decisionSchema = z.object({
  id: z.string(),
  /** The variable that takes a result that is not merged. */
  variable: z.string(),
  /** Present: a result that is a context is merged into the variables, and null makes null of these. */
  merges: z.array(z.string()).optional(),
  /** The variables of the case that it and the decisions it requires read. */
  names: z.array(z.string()),
  /** The decisions whose results it needs, and the names these go by here. */
  requires: z.array(z.object({ id: z.string(), names: z.array(z.string()) })),
  /** Types of the input data it needs, by name. */
  inputs: z.record(z.string(), z.string()),
  ...logicBase,
});
export type Decision = z.infer<typeof decisionSchema>;

/** A business knowledge model (DMN 1.5, 6.3.9): a function that decisions call. */
export const knowledgeFunctionSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), type: z.string().optional() })),
  ...logicBase,
});
export type KnowledgeFunction = z.infer<typeof knowledgeFunctionSchema>;

/** An item definition (DMN 1.5, 7.3.3). `base` is a type of FEEL, or another item definition. */
export const valueTypeSchema = z.object({
  base: z.string(),
  list: z.boolean().optional(),
  /** Unary tests; for a list each entry must pass. */
  values: z.string().optional(),
  parts: z.record(z.string(), z.string()).optional(),
});
export type ValueType = z.infer<typeof valueTypeSchema>;

/** What the decisions of a file share. */
export const knowledgeSchema = z.object({
  functions: z.record(z.string(), knowledgeFunctionSchema),
  types: z.record(z.string(), valueTypeSchema),
});
export type Knowledge = z.infer<typeof knowledgeSchema>;
