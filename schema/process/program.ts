import { z } from 'zod';
import {
  callActivitySchema,
  plainTaskSchema,
  receiveTaskSchema,
  scriptTaskSchema,
  serviceTaskSchema,
  subProcessSchema,
  userTaskSchema,
} from './activity.ts';
import { decisionSchema, knowledgeSchema } from './decision.ts';
import { eventDefinitionSchema } from './event-definition.ts';
import { dataItemSchema, expressionSchema } from './expression.ts';
import { nodeBase } from './node-base.ts';

const eventBase = {
  ...nodeBase,
  /** None: a none event. One: that event. Several: multiple, or parallel multiple. */
  events: z.array(eventDefinitionSchema),
  parallelMultiple: z.boolean().optional(),
  data: z.array(dataItemSchema).optional(),
};

/** A start event; `interrupting` matters in an event sub-process only. */
export const startEventSchema = z.object({ type: z.literal('startEvent'), ...eventBase, interrupting: z.boolean() });
export const catchEventSchema = z.object({ type: z.literal('intermediateCatchEvent'), ...eventBase });
export const throwEventSchema = z.object({ type: z.literal('intermediateThrowEvent'), ...eventBase });
export const endEventSchema = z.object({ type: z.literal('endEvent'), ...eventBase });
export const boundaryEventSchema = z.object({
  type: z.literal('boundaryEvent'),
  ...eventBase,
  attachedTo: z.string(),
  interrupting: z.boolean(),
});

export const gatewaySchema = z.object({
  type: z.enum(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway']),
  ...nodeBase,
  default: z.string().optional(),
});
export const complexGatewaySchema = z.object({
  type: z.literal('complexGateway'),
  ...nodeBase,
  default: z.string().optional(),
  /** Absent: every incoming flow must have a token. */
  activation: expressionSchema.optional(),
});
export const eventBasedGatewaySchema = z.object({
  type: z.literal('eventBasedGateway'),
  ...nodeBase,
  instantiate: z.boolean(),
  /** Only when it instantiates: all its events are needed. */
  parallel: z.boolean(),
});

export const nodeSchema = z.discriminatedUnion('type', [
  startEventSchema,
  catchEventSchema,
  throwEventSchema,
  endEventSchema,
  boundaryEventSchema,
  gatewaySchema,
  complexGatewaySchema,
  eventBasedGatewaySchema,
  userTaskSchema,
  serviceTaskSchema,
  receiveTaskSchema,
  plainTaskSchema,
  scriptTaskSchema,
  subProcessSchema,
  callActivitySchema,
]);
export type Node = z.infer<typeof nodeSchema>;
export type NodeType = Node['type'];
type Having<N, T> = N extends { type: infer K } ? (T extends K ? N : never) : never;
/** The node of a type, e.g. `NodeOf<'userTask'>`. */
export type NodeOf<T extends NodeType> = Having<Node, T>;
export type Activity = Extract<Node, { boundary: string[] }>;
export type EventNode = Extract<Node, { events: unknown[] }>;

export const flowSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  source: z.string(),
  target: z.string(),
  condition: expressionSchema.optional(),
});
export type Flow = z.infer<typeof flowSchema>;

/**
 * The body of a process or sub-process; a sub-process's has the id of its node.
 * All lists are in file order.
 */
export const scopeSchema = z.object({
  id: z.string(),
  kind: z.enum(['process', 'subProcess', 'eventSubProcess', 'transaction', 'adHocSubProcess']),
  /** The enclosing scope; absent for a process. */
  parent: z.string().optional(),
  nodes: z.array(z.string()),
  /**
   * Where the scope begins when it is entered with no trigger: its none start events; without any start event, the
   * nodes without an incoming flow that are neither boundary events, compensation handlers nor event sub-processes.
   * For an event sub-process its one start event. For an ad-hoc sub-process every node without an incoming flow.
   */
  entries: z.array(z.string()),
  /** Processes only: start events with a trigger, instantiating receive tasks and instantiating event-based gateways. */
  triggers: z.array(z.string()),
  eventSubProcesses: z.array(z.string()),
  data: z.array(dataItemSchema),
});
export type Scope = z.infer<typeof scopeSchema>;

export const processSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  executable: z.boolean(),
  /** `approval:compensateOnReturn`: a return runs the compensation handlers of what it undoes. */
  compensateOnReturn: z.boolean(),
});
export type Process = z.infer<typeof processSchema>;

/** A BPMN file compiled once, at publish: plain JSON, named by the hash of its content. */
export const programSchema = z.object({
  version: z.literal(1),
  hash: z.string(),
  processes: z.record(z.string(), processSchema),
  scopes: z.record(z.string(), scopeSchema),
  nodes: z.record(z.string(), nodeSchema),
  flows: z.record(z.string(), flowSchema),
  /** The DMN decisions of the file, by id. */
  decisions: z.record(z.string(), decisionSchema),
  /** What the decisions share; absent when that is nothing. */
  knowledge: knowledgeSchema.optional(),
});
export type Program = z.infer<typeof programSchema>;

/** A user task of a program; undefined when the element is none, or is not there. */
export function userTaskOf(program: Program, element: string): NodeOf<'userTask'> | undefined {
  const node = program.nodes[element];
  return node?.type === 'userTask' ? node : undefined;
}
