import type { Activity } from '../../schema/process/program.ts';
import { copyOf } from './fragment.ts';
import type { Compensable, Token } from './state.ts';
import { getScope, nextId, type Turn } from './turn.ts';

/**
 * A completed activity that has a compensation handler, or a completed sub-process with such activities or a compensation
 * event sub-process inside, is kept with the variables it had: compensation sees that snapshot (BPMN 13.5.5).
 */
export function recordCompensable(turn: Turn, token: Token, node: Activity): Compensable | null {
  const body = token.body === undefined ? undefined : turn.state.scopes[token.body];
  const inner = body?.compensable ?? [];
  const byEvent = turn.program.scopes[node.id] !== undefined && compensationStart(turn, node.id) !== null;
  if (!node.compensation && inner.length === 0 && !byEvent) return null;
  const entry: Compensable = {
    id: nextId(turn),
    activity: node.id,
    cause: token.cause,
    variables: body ? copyOf(body.variables) : null,
    inner,
  };
  getScope(turn, token.scope).compensable.push(entry);
  return entry;
}

/** The compensation event sub-process of a scope, if it has one. */
export function compensationStart(turn: Turn, scope: string): string | null {
  for (const id of turn.program.scopes[scope]?.eventSubProcesses ?? []) {
    const start = turn.program.nodes[turn.program.scopes[id]!.entries[0]!];
    if (start && 'events' in start && start.events.some((event) => event.kind === 'compensation')) return id;
  }
  return null;
}
