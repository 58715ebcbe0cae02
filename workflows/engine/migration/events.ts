import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { EventNode, Node, Program } from '../../../schema/process/program.ts';

/** Something that is waited for: one definition of an event, by its element and its place there. */
export interface Awaited {
  element: string;
  index: number;
  definition: EventDefinition;
}

const awaitedAt = (node: Node): Awaited[] =>
  (node as EventNode).events.map((definition, index) => ({ element: node.id, index, definition }));

/** What a token inside a node waits for at its boundary. */
export function boundaryOf(program: Program, node: Node): Awaited[] {
  return 'boundary' in node ? node.boundary.flatMap((id) => awaitedAt(program.nodes[id]!)) : [];
}

/** What a token inside a node waits for to go on: a catch event's own events, a receive task's message, the events behind a gateway. */
export function ownEventsOf(program: Program, node: Node): Awaited[] {
  if (node.type === 'intermediateCatchEvent') return awaitedAt(node);
  if (node.type === 'receiveTask') return [messageOf(node)];
  if (node.type !== 'eventBasedGateway') return [];
  return node.outgoing.flatMap((flow) => {
    const target = program.nodes[program.flows[flow]!.target]!;
    return target.type === 'receiveTask' ? [messageOf(target)] : awaitedAt(target);
  });
}

function messageOf(node: Extract<Node, { type: 'receiveTask' }>): Awaited {
  return { element: node.id, index: 0, definition: node.message ?? { kind: 'message', name: node.name ?? node.id } };
}

/** What a live scope waits for beside its flow: the starts of its event sub-processes. */
export function startsIn(program: Program, scope: string): Awaited[] {
  return program.scopes[scope]!.eventSubProcesses.flatMap((id) => awaitedAt(program.nodes[program.scopes[id]!.entries[0]!]!));
}

/** What a process that has not begun waits for by itself: start events with a time or a condition. */
export function triggersOf(program: Program, process: string): Awaited[] {
  return program.scopes[process]!.triggers.flatMap((id) => {
    const node = program.nodes[id]!;
    if (node.type !== 'startEvent') return [];
    const events = awaitedAt(node);
    return events.some(({ definition: { kind } }) => kind === 'timer' || kind === 'conditional') ? events : [];
  });
}

/** What arming a definition depends on; the law it cites and what becomes of its payload do not matter. */
export function armingOf(definition: EventDefinition): string {
  const { kind } = definition;
  switch (kind) {
    case 'timer':
      return JSON.stringify([kind, definition.type, definition.value]);
    case 'message':
      return JSON.stringify([kind, definition.name, definition.correlationKey?.text]);
    case 'signal':
      return JSON.stringify([kind, definition.name]);
    case 'error':
    case 'escalation':
      return JSON.stringify([kind, definition.code]);
    case 'conditional':
      return JSON.stringify([kind, definition.condition.text]);
    default:
      return JSON.stringify([kind]);
  }
}

/** Pairs what was waited for with what is now: same element by the mapping, same kind, in order. Gives the old one's partner. */
export function pairEvents(old: Awaited[], now: Awaited[], image: (node: string) => string | null): Map<Awaited, Awaited> {
  const pairs = new Map<Awaited, Awaited>();
  const free = [...now];
  for (const one of old) {
    const at = free.findIndex((other) => other.element === image(one.element) && other.definition.kind === one.definition.kind);
    if (at >= 0) pairs.set(one, free.splice(at, 1)[0]!);
  }
  return pairs;
}
