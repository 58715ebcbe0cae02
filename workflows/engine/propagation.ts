import { finishInstance } from './instance-end.ts';
import { trigger } from './delivery.ts';
import type { ScopeRun, Token, Wait } from './state.ts';
import { getScope, type Trigger, type Turn } from './turn.ts';

type Kind = 'error' | 'escalation';

/**
 * The wait among these that catches a code: the exact one before one that catches all. `within` is the node it is thrown
 * from: what an event sub-process throws again goes on outside, and not to its own start (BPMN 10.5.7).
 */
function catcher(turn: Turn, ids: number[] | undefined, kind: Kind, code: string | undefined, within?: string): Wait | null {
  let any: Wait | null = null;
  for (const id of ids ?? []) {
    const wait = turn.state.waits[id];
    if (wait?.kind !== kind || turn.program.nodes[wait.element]?.scope === within) continue;
    if (wait.name !== undefined && wait.name === code) return wait;
    if (wait.name === undefined) any ??= wait;
  }
  return any;
}

/** Looks outwards from a token: its own boundary (or its loop's), then scope by scope the event sub-processes and the boundary. */
function findCatcher(turn: Turn, from: Token, kind: Kind, code: string | undefined): Wait | null {
  let token: Token | undefined = from;
  while (token) {
    const container: Token | undefined = token.of === undefined ? undefined : turn.state.tokens[token.of];
    const atBoundary = catcher(turn, token.waits, kind, code) ?? catcher(turn, container?.waits, kind, code);
    if (atBoundary && turn.program.nodes[atBoundary.element]?.type === 'boundaryEvent') return atBoundary;
    const scope: ScopeRun = getScope(turn, token.scope);
    const inScope = catcher(turn, scope.waits, kind, code, token.node);
    if (inScope) return inScope;
    const owner: number | null = scope.owner ?? turn.state.instances[scope.instance]?.parent ?? null;
    token = owner === null ? undefined : turn.state.tokens[owner];
  }
  return null;
}

/** The instance at the top of the calls a token is in. */
function topInstance(turn: Turn, token: Token): number {
  let instance = turn.state.instances[getScope(turn, token.scope).instance]!;
  while (instance.parent !== null) instance = turn.state.instances[getScope(turn, turn.state.tokens[instance.parent]!.scope).instance]!;
  return instance.id;
}

/** Throws a BPMN error from a token. One that nobody catches ends the process, failed. */
export function throwError(turn: Turn, token: Token, code: string | undefined, what: Trigger): void {
  const wait = findCatcher(turn, token, 'error', code);
  if (wait) {
    trigger(turn, wait, { ...what, code, cause: token.cause });
    return;
  }
  const instance = turn.state.instances[topInstance(turn, token)]!;
  if (instance.id === turn.state.first) turn.state.failure = { element: token.node, code: code ?? '' };
  finishInstance(turn, instance, 'failed');
}

/** Throws an escalation from a token; one that nobody catches has no effect. False when it interrupted the token. */
export function throwEscalation(turn: Turn, token: Token, code: string | undefined, what: Trigger): boolean {
  const wait = findCatcher(turn, token, 'escalation', code);
  if (wait) trigger(turn, wait, { ...what, code, cause: token.cause });
  return turn.state.tokens[token.id] === token;
}
