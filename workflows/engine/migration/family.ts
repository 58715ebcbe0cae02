import type { NodeType } from '../../../schema/process/program.ts';

/** Kinds of nodes a token can change between without becoming something else: what it holds means the same there. */
const families: Partial<Record<NodeType, string>> = {
  serviceTask: 'service',
  sendTask: 'service',
  businessRuleTask: 'service',
  subProcess: 'subProcess',
  transaction: 'subProcess',
  task: 'plain',
  manualTask: 'plain',
  exclusiveGateway: 'gateway',
  parallelGateway: 'gateway',
  inclusiveGateway: 'gateway',
  complexGateway: 'gateway',
};

export const familyOf = (type: NodeType): string => families[type] ?? type;
export const isSameFamily = (a: NodeType, b: NodeType): boolean => familyOf(a) === familyOf(b);
