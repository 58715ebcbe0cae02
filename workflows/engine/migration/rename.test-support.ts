import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { Node, Program } from '../../../schema/process/program.ts';
import type { Mapping } from './mapping.ts';

/** The same process under other ids, and the mapping that leads there. */
export function renamed(program: Program): { program: Program; mapping: Mapping; name: (id: string) => string } {
  const ids = new Set([...Object.keys(program.nodes), ...Object.keys(program.flows), ...Object.keys(program.processes)]);
  const name = (id: string): string => (ids.has(id) ? `${id}_neu` : id);
  const keyed = <T>(all: Record<string, T>, change: (one: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(all).map(([id, one]) => [name(id), change(one)]));
  const event = (definition: EventDefinition): EventDefinition => ({
    ...definition,
    ...('target' in definition && definition.target ? { target: name(definition.target) } : {}),
    ...('activity' in definition && definition.activity ? { activity: name(definition.activity) } : {}),
  });
  const node = (one: Node): Node => {
    const changed: Record<string, unknown> = {
      ...one,
      id: name(one.id),
      scope: name(one.scope),
      incoming: one.incoming.map(name),
      outgoing: one.outgoing.map(name),
    };
    for (const key of ['default', 'compensation', 'attachedTo'] as const)
      if (key in one) changed[key] = name(String((one as unknown as Record<string, unknown>)[key]));
    if (one.type === 'userTask' && one.separateFrom) changed.separateFrom = one.separateFrom.map(name);
    if ('boundary' in one) changed.boundary = one.boundary.map(name);
    if ('events' in one) changed.events = one.events.map(event);
    if (one.type === 'callActivity' && 'literal' in one.called) changed.called = { literal: name(one.called.literal) };
    // A receive task without a message waits for one of its own id.
    if (one.type === 'receiveTask' && !one.message) changed.message = { kind: 'message', name: one.name ?? one.id };
    return changed as Node;
  };
  return {
    name,
    mapping: Object.fromEntries([...ids].map((id) => [id, name(id)])),
    program: {
      ...program,
      hash: `${program.hash} renamed`,
      processes: keyed(program.processes, (one) => ({ ...one, id: name(one.id) })),
      nodes: keyed(program.nodes, node),
      flows: keyed(program.flows, (flow) => ({ ...flow, id: name(flow.id), source: name(flow.source), target: name(flow.target) })),
      scopes: keyed(program.scopes, (scope) => ({
        ...scope,
        id: name(scope.id),
        ...(scope.parent === undefined ? {} : { parent: name(scope.parent) }),
        nodes: scope.nodes.map(name),
        entries: scope.entries.map(name),
        triggers: scope.triggers.map(name),
        eventSubProcesses: scope.eventSubProcesses.map(name),
      })),
    },
  };
}

/** A step or scenario written for the old ids, for the new ones. */
export function renameStep(step: unknown, name: (id: string) => string): unknown {
  const { complete, task, start, to, operate, ...rest } = step as Record<string, unknown>;
  const renameOne = (id: unknown) => (typeof id === 'string' ? name(id) : id);
  return {
    ...rest,
    ...(complete === undefined ? {} : { complete: renameOne(complete) }),
    ...(operate === undefined ? {} : { operate }),
    ...(task === undefined ? {} : { task: renameOne(task) }),
    ...(start === undefined ? {} : { start: renameOne(start) }),
    ...(to === undefined ? {} : { to: operate === 'return' ? renameOne(to) : to }),
  };
}
