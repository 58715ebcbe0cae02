import type { EventKind } from '../../../schema/process/event-definition.ts';
import type { EventNode, Scope } from '../../../schema/process/program.ts';
import type { Reading } from '../read/reading.ts';

type Position = 'start' | 'event-sub-process-start' | 'inner-start' | 'catch' | 'throw' | 'end' | 'boundary';

/** Which events may stand where (Table 10.93). `none` is an event without a definition. */
const ALLOWED: Record<Position, readonly (EventKind | 'none')[]> = {
  start: ['none', 'message', 'timer', 'signal', 'conditional'],
  'inner-start': ['none'],
  'event-sub-process-start': ['message', 'timer', 'signal', 'conditional', 'escalation', 'error', 'compensation'],
  catch: ['message', 'timer', 'signal', 'conditional', 'link'],
  throw: ['none', 'message', 'signal', 'escalation', 'compensation', 'link'],
  end: ['none', 'message', 'signal', 'escalation', 'error', 'cancel', 'compensation', 'terminate'],
  boundary: ['message', 'timer', 'signal', 'conditional', 'escalation', 'error', 'cancel', 'compensation'],
};

const CODES = {
  start: 'invalid-start-event',
  'inner-start': 'invalid-start-event',
  'event-sub-process-start': 'invalid-start-event',
  catch: 'invalid-intermediate-event',
  throw: 'invalid-intermediate-event',
  end: 'invalid-end-event',
  boundary: 'invalid-boundary-event',
} as const;

/** Checks that an event may stand where it does and, attached or starting an event sub-process, interrupts as it must. */
export function checkEvent(reading: Reading, node: EventNode, scope: Scope, written: number): void {
  const position = positionOf(node, scope);
  const wrong = (message: string): void => reading.findings.add(node.id, CODES[position], message);
  const kinds: (EventKind | 'none')[] = written === 0 ? ['none'] : node.events.map((event) => event.kind);
  for (const kind of kinds) {
    if (!ALLOWED[position].includes(kind)) wrong(`An event of type ${kind} cannot stand here.`);
  }
  if (written > 1 && kinds.includes('link')) wrong('A link event has one definition only.');
  if (kinds.includes('cancel') && !inTransaction(reading, node)) wrong('A cancel event belongs to a transaction.');
  if ((position === 'boundary' || position === 'event-sub-process-start') && !('interrupting' in node && node.interrupting)) {
    const must = kinds.find((kind) => kind === 'error' || kind === 'cancel' || (kind === 'compensation' && position !== 'boundary'));
    if (must) wrong(`An event of type ${must} always interrupts.`);
  }
  checkFlows(node, position, wrong);
}

function positionOf(node: EventNode, scope: Scope): Position {
  switch (node.type) {
    case 'startEvent':
      if (scope.kind === 'eventSubProcess') return 'event-sub-process-start';
      return scope.kind === 'process' ? 'start' : 'inner-start';
    case 'intermediateCatchEvent':
      return 'catch';
    case 'intermediateThrowEvent':
      return 'throw';
    case 'endEvent':
      return 'end';
    default:
      return 'boundary';
  }
}

function checkFlows(node: EventNode, position: Position, wrong: (message: string) => void): void {
  const isStart = node.type === 'startEvent';
  if ((isStart || position === 'boundary') && node.incoming.length > 0) wrong('No sequence flow leads to this event.');
  if (position === 'end' && node.outgoing.length > 0) wrong('No sequence flow leaves an end event.');
  if (position === 'boundary' && node.events.some((event) => event.kind === 'compensation') && node.outgoing.length > 0) {
    wrong('A compensation event leads to its handler by an association, not by a sequence flow.');
  }
}

/** A boundary event is cancelled by the transaction it is attached to, an end event cancels the one around it. */
function inTransaction(reading: Reading, node: EventNode): boolean {
  if (node.type === 'boundaryEvent') return reading.nodes[node.attachedTo]?.type === 'transaction';
  for (let scope = reading.scopes[node.scope]; scope; scope = scope.parent === undefined ? undefined : reading.scopes[scope.parent]) {
    if (scope.kind === 'transaction') return true;
  }
  return false;
}
