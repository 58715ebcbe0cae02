import type { Node, Scope } from '../../../schema/process/program.ts';
import { definitionsOf } from '../read/event-definition.ts';
import type { Reading } from '../read/reading.ts';
import { checkEvent } from './event-positions.ts';
import { checkGrantsByTimer } from './by-timer.ts';
import { checkHandlers } from './handlers.ts';
import { checkActivity, checkConditions, checkEventGateway, checkGateway } from './nodes.ts';
import { checkReachability } from './reachability.ts';

/** Checks what BPMN demands of a model beyond its schema. */
export function checkModel(reading: Reading): void {
  checkGrantsByTimer(reading);
  for (const scope of Object.values(reading.scopes)) {
    for (const id of scope.nodes) {
      const node = reading.nodes[id];
      if (node) checkNode(reading, node, scope);
    }
    checkReachability(reading, scope);
    if (scope.kind === 'adHocSubProcess') checkAdHoc(reading, scope);
  }
}

function checkNode(reading: Reading, node: Node, scope: Scope): void {
  checkConditions(reading, node);
  if ('events' in node) {
    const element = reading.document.byId.get(node.id);
    const written = element ? definitionsOf(reading, element).length : node.events.length;
    checkEvent(reading, node, scope, written);
  } else if ('boundary' in node) {
    checkActivity(reading, node);
    if (node.type === 'userTask') checkHandlers(reading, node);
  } else {
    checkGateway(reading, node);
    if (node.type === 'eventBasedGateway') checkEventGateway(reading, node);
  }
}

/** The order of an ad-hoc sub-process is decided as it runs: it has neither start nor end events (10.3.5). */
function checkAdHoc(reading: Reading, scope: Scope): void {
  for (const id of scope.nodes) {
    const type = reading.nodes[id]?.type;
    if (type === 'startEvent' || type === 'endEvent') {
      reading.findings.add(id, 'invalid-ad-hoc', 'An ad-hoc sub-process has neither start nor end events.');
    }
  }
}
