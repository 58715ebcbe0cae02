import { z } from 'zod';

const variables = z.record(z.string(), z.unknown());

const answer = z.object({ result: variables.nullish(), error: z.string().optional(), takes: z.string().optional() });

/** What a service, send or business-rule task does: the same each time, or one answer a call (the last repeats). */
export const serviceSchema = answer.extend({ results: z.array(answer).min(1).optional() });
export type ServiceScript = z.infer<typeof serviceSchema>;
export type ServiceStep = z.infer<typeof answer>;

const names = z.union([z.string(), z.array(z.string())]);

/** One step. A step is told by its first key; other keys are passed over. */
export const stepSchema = z.union([
  z.object({ complete: z.string(), by: z.string().optional(), variables: variables.optional() }),
  z.object({ advance: z.string() }),
  z.object({ message: z.string(), variables: variables.optional(), correlationKey: z.unknown().optional() }),
  z.object({ signal: z.string(), variables: variables.optional() }),
  z.object({ start: z.string(), variables: variables.optional() }),
  z.object({
    operate: z.string(),
    task: z.string().optional(),
    by: z.string().optional(),
    to: names.optional(),
    users: z.array(z.string()).optional(),
    position: z.enum(['before', 'after', 'parallel']).optional(),
    resubmit: z.enum(['again', 'straight']).optional(),
    reason: z.string().optional(),
  }),
]);
export type ScenarioStep = z.infer<typeof stepSchema>;

/** A scenario: what is known at the start, how services answer, and the steps. */
export const scenarioSchema = z.object({
  process: z.string().optional(),
  variables: variables.optional(),
  startAt: z.string().optional(),
  services: z.record(z.string(), serviceSchema).optional(),
  /** Ours: when the case's clocks are due, for `clock due(name)`; ISO 8601 with offset. */
  clocks: z.record(z.string(), z.string()).optional(),
  steps: z.array(z.unknown()).optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
