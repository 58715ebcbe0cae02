import type { JoinRun, Token } from './state.ts';
import { nodeOf, type Turn } from './turn.ts';

export function joinKey(scope: number, node: string): string {
  return `${scope}/${node}`;
}

/** Holds a token at a join and gives the join's record. */
export function holdAtJoin(turn: Turn, token: Token): JoinRun {
  const key = joinKey(token.scope, token.node);
  const join = (turn.state.joins[key] ??= {
    scope: token.scope,
    node: token.node,
    arrived: {},
    missing: nodeOf(turn, token.node).incoming.length,
    blocker: null,
  });
  const via = token.via ?? '';
  const held = join.arrived[via];
  if (held) held.push(token.id);
  else {
    join.arrived[via] = [token.id];
    join.missing--;
  }
  token.status = 'joined';
  return join;
}

/** Lets go of a held token without consuming it. */
export function leaveJoin(turn: Turn, token: Token): void {
  const key = joinKey(token.scope, token.node);
  const join = turn.state.joins[key];
  const via = token.via ?? '';
  const held = join?.arrived[via];
  if (!join || !held) return;
  const rest = held.filter((id) => id !== token.id);
  if (rest.length > 0) join.arrived[via] = rest;
  else {
    delete join.arrived[via];
    join.missing++;
  }
  if (join.missing === nodeOf(turn, join.node).incoming.length && !join.consumed) delete turn.state.joins[key];
  turn.recheck.push(key);
}

/** Takes the oldest token of every flow that has one. */
export function takeFromJoin(turn: Turn, join: JoinRun): Token[] {
  const taken: Token[] = [];
  for (const via of nodeOf(turn, join.node).incoming) {
    const held = join.arrived[via];
    if (!held) continue;
    const token = turn.state.tokens[held.shift()!];
    if (held.length === 0) {
      delete join.arrived[via];
      join.missing++;
    }
    if (token) taken.push(token);
  }
  if (join.missing === nodeOf(turn, join.node).incoming.length && !join.consumed) delete turn.state.joins[joinKey(join.scope, join.node)];
  return taken;
}
