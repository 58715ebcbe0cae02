import type { NodeOf } from '../../../schema/process/program.ts';
import { attribute, childOf, flag, type XmlElement } from '../xml/element.ts';
import { readDefault } from './default-flow.ts';
import { readExpression } from './expression.ts';
import type { NodeBase } from './node-base.ts';
import type { Reading } from './reading.ts';

type GatewayNode = NodeOf<'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'complexGateway' | 'eventBasedGateway'>;

/** Reads a gateway (10.6). */
export function readGateway(reading: Reading, element: XmlElement, base: NodeBase): GatewayNode {
  const fallback = readDefault(reading, element);
  switch (element.local) {
    case 'complexGateway': {
      const written = childOf(element, 'activationCondition');
      const activation = written && readExpression(reading, written);
      return { type: 'complexGateway', ...base, ...fallback, ...(activation ? { activation } : {}) };
    }
    case 'eventBasedGateway': {
      const parallel = attribute(element, 'eventGatewayType') === 'Parallel';
      return { type: 'eventBasedGateway', ...base, instantiate: flag(element, 'instantiate', false), parallel };
    }
    default:
      return { type: element.local as 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway', ...base, ...fallback };
  }
}
