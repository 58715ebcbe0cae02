import { z } from 'zod';
import {
  assignmentSchema,
  decisionsSchema,
  effectSchema,
  limitSchema,
  sameApproverSchema,
  stageSchema,
  voteRuleSchema,
} from './approval-extension.ts';
import { eventDefinitionSchema } from './event-definition.ts';
import { dataItemSchema, expressionSchema, mappingSchema, valueSchema } from './expression.ts';
import { nodeBase } from './node-base.ts';

/** Standard loop and multi-instance (BPMN 13.3.6, 13.3.7). */
export const loopSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('standard'),
    condition: expressionSchema.optional(),
    testBefore: z.boolean(),
    maximum: z.number().optional(),
  }),
  z.object({
    kind: z.literal('multi'),
    sequential: z.boolean(),
    cardinality: expressionSchema.optional(),
    /** Gives the list that is iterated over; one instance an entry. */
    collection: expressionSchema.optional(),
    /** The instance's own variable that holds its entry. */
    item: z.string().optional(),
    /** The list, by name, that the instances' results are collected into, in the order of the instances. */
    outputCollection: z.string().optional(),
    /** What an instance contributes, read in the instance when it completes. */
    outputItem: expressionSchema.optional(),
    completion: expressionSchema.optional(),
    behavior: z.enum(['all', 'none', 'one', 'complex']),
    /** Thrown for every completed instance (`none`), or for the first (`one`). */
    event: eventDefinitionSchema.optional(),
    complex: z.array(z.object({ condition: expressionSchema, event: eventDefinitionSchema })).optional(),
  }),
]);
export type Loop = z.infer<typeof loopSchema>;
export type MultiInstance = Extract<Loop, { kind: 'multi' }>;

const activityBase = {
  ...nodeBase,
  /** The flow taken when no conditional one is. */
  default: z.string().optional(),
  /** Boundary events attached to it, in file order; compensation ones excluded. */
  boundary: z.array(z.string()),
  /** The activity that undoes it: the target of its compensation boundary event. */
  compensation: z.string().optional(),
  /** True for a compensation handler: outside normal flow. */
  forCompensation: z.boolean().optional(),
  loop: loopSchema.optional(),
  /** Properties of the activity: variables of its own. */
  data: z.array(dataItemSchema).optional(),
  /** Written into the activity's own variables when it starts. When present the activity has a scope of its own. */
  inputs: z.array(mappingSchema).optional(),
  /** Read from the activity's own variables and its result when it completes. A call activity writes nothing else outside. */
  outputs: z.array(mappingSchema).optional(),
  startQuantity: z.number().optional(),
  completionQuantity: z.number().optional(),
  stage: stageSchema.optional(),
};

export const userTaskSchema = z.object({
  type: z.literal('userTask'),
  ...activityBase,
  assignee: valueSchema.optional(),
  candidateUsers: valueSchema.optional(),
  candidateGroups: valueSchema.optional(),
  vote: voteRuleSchema.optional(),
  assignment: assignmentSchema.optional(),
  decisions: decisionsSchema.optional(),
  limit: limitSchema.optional(),
  /** `approval:preReview`: 预审; the case is being pre-reviewed while the task is open. */
  preReview: z.boolean().optional(),
  /** User tasks whose handlers may not handle this one (`approval:separateFrom`). */
  separateFrom: z.array(z.string()).optional(),
  sameApprover: sameApproverSchema.optional(),
});

/** Service, send and business-rule tasks: a call of the shell, an effect, a message or a decision of its own. */
export const serviceTaskSchema = z.object({
  type: z.enum(['serviceTask', 'sendTask', 'businessRuleTask']),
  ...activityBase,
  /** `approval:activity`: the name of the real activity; absent: the element's id. */
  activity: z.string().optional(),
  effect: effectSchema.optional(),
  /** A send task's message, thrown when it names one. */
  message: eventDefinitionSchema.optional(),
  /** The id of the decision in `Program.decisions` that a business-rule task evaluates. */
  decision: z.string().optional(),
  resultVariable: z.string().optional(),
});

export const receiveTaskSchema = z.object({
  type: z.literal('receiveTask'),
  ...activityBase,
  message: eventDefinitionSchema.optional(),
  instantiate: z.boolean().optional(),
});

/** Manual and undefined (abstract) tasks pass by themselves. */
export const plainTaskSchema = z.object({ type: z.enum(['manualTask', 'task']), ...activityBase });

export const scriptTaskSchema = z.object({
  type: z.literal('scriptTask'),
  ...activityBase,
  script: expressionSchema,
  resultVariable: z.string().optional(),
});

/** Embedded, event, transaction and ad-hoc sub-processes. The body is the scope of the same id. */
export const subProcessSchema = z.object({
  type: z.enum(['subProcess', 'eventSubProcess', 'transaction', 'adHocSubProcess']),
  ...activityBase,
  /** Ad-hoc only. */
  ordering: z.enum(['parallel', 'sequential']).optional(),
  completion: expressionSchema.optional(),
  cancelRemaining: z.boolean().optional(),
});

export const callActivitySchema = z.object({
  type: z.literal('callActivity'),
  ...activityBase,
  /** The process called: an id of `Program.processes`, or an expression that gives one. */
  called: valueSchema,
  /** A call activity that names a global task runs that task in its place; the compiler turns it into the task itself. */
  businessKey: expressionSchema.optional(),
});
