import type { Variables } from './expression.ts';
import { liveByNode } from './lookup.ts';
import type { State, Task } from './state.ts';

/** Something a token or scope waits for: a timer, message, signal, condition, service, join or compensation. */
export interface Waiting {
  element: string;
  kind: 'timer' | 'message' | 'signal' | 'condition' | 'service' | 'join' | 'compensation';
  /** Epoch ms, for timers. */
  due?: number;
}

/** What is waited for, oldest first; a token held at a join is one entry. Errors and the like are caught, not waited for. */
export function waitingOf(state: State): Waiting[] {
  const found: (Waiting & { id: number })[] = [];
  const over = state.status !== 'created' && state.status !== 'running';
  for (const wait of Object.values(state.waits)) {
    const { id, kind, element, due } = wait;
    // Once the case is over, that it could be started again is nothing it waits for.
    if (over && wait.scope === 0) continue;
    if (kind === 'timer' || kind === 'message' || kind === 'signal' || kind === 'condition') {
      if (!wait.seen) found.push({ id, element, kind, ...(due === undefined ? {} : { due }) });
    }
  }
  for (const token of Object.values(state.tokens)) {
    const kind = ({ call: 'service', joined: 'join', compensating: 'compensation' } as const)[token.status as 'call'];
    if (kind) found.push({ id: token.call ?? token.id, element: token.node, kind });
  }
  return found.toSorted((a, b) => a.id - b.id).map(({ id: _id, ...waiting }) => waiting);
}

/** Open tasks, oldest first. */
export function openTasks(state: State): Task[] {
  return Object.values(state.tasks);
}

/** The first instance's variables, also after its end. */
export function variablesOf(state: State): Variables {
  const scope = state.first === null ? undefined : state.scopes[state.instances[state.first]!.scope];
  return scope?.variables ?? state.result ?? state.pending?.variables ?? {};
}

/** The variables that are seen from a scope, inner before outer. */
export function variablesSeen(state: State, from: number): Variables {
  const seen: Variables = {};
  for (let scope = state.scopes[from]; scope; scope = scope.parent === null ? undefined : state.scopes[scope.parent]) {
    for (const [name, value] of Object.entries(scope.variables)) if (!Object.hasOwn(seen, name)) seen[name] = value;
  }
  return seen;
}

/** Where the tokens are: how many in each flow node. */
export function tokensByElement(state: State): Record<string, number> {
  return Object.fromEntries(liveByNode(state));
}
