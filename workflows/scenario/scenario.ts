import { z } from 'zod';

/** What may be left out may also be null. */
const may = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const variables = z.record(z.string(), z.unknown());

const answer = z.object({ result: may(variables), error: may(z.string()), takes: may(z.string()) });

/** What a service, send or business-rule task does: the same each time, or one answer a call (the last repeats). */
export const serviceSchema = answer.extend({ results: may(z.array(answer).min(1)) });
export type ServiceScript = z.infer<typeof serviceSchema>;
export type ServiceStep = z.infer<typeof answer>;

const names = z.union([z.string(), z.array(z.string())]);

/** One step. A step is told by its first key; other keys are passed over. */
export const stepSchema = z.union([
  z.object({ complete: z.string(), by: may(z.string()), variables: may(variables) }),
  z.object({ advance: z.string() }),
  z.object({ message: z.string(), variables: may(variables), correlationKey: z.unknown().optional() }),
  z.object({ signal: z.string(), variables: may(variables) }),
  z.object({ start: z.string(), variables: may(variables) }),
  z.object({
    operate: z.string(),
    task: may(z.string()),
    by: may(z.string()),
    to: may(names),
    users: may(z.array(z.string())),
    position: may(z.enum(['before', 'after', 'parallel'])),
    resubmit: may(z.enum(['again', 'straight'])),
    reason: may(z.string()),
  }),
]);
export type ScenarioStep = z.infer<typeof stepSchema>;
/** A step as it is written: what may be left out is left out. */
export type WrittenStep = z.input<typeof stepSchema>;

/** A scenario: what is known at the start, how services answer, and the steps. */
export const scenarioSchema = z.object({
  process: may(z.string()),
  variables: may(variables),
  startAt: may(z.string()),
  services: may(z.record(z.string(), serviceSchema)),
  /** Ours: when the case's clocks are due, for `clock due(name)`; ISO 8601 with offset. */
  clocks: may(z.record(z.string(), z.string())),
  steps: may(z.array(z.unknown())),
});
export type Scenario = Partial<z.infer<typeof scenarioSchema>>;
