import type { JoinPhase, JoinRun, Token } from './state.ts';
import { nodeOf, type Turn } from './turn.ts';

export function joinKey(scope: number, node: string): string {
  return `${scope}/${node}`;
}

/** The record of a join, begun when there is none. */
function joinAt(turn: Turn, scope: number, node: string): JoinRun {
  return (turn.state.joins[joinKey(scope, node)] ??= {
    scope,
    node,
    arrived: {},
    missing: nodeOf(turn, node).incoming.length,
    blocker: null,
  });
}

/** Holds a token at a join and gives the join's record; one that is put back was there before those that came after. */
export function holdAtJoin(turn: Turn, token: Token, place: 'first' | 'last' = 'last'): JoinRun {
  const join = joinAt(turn, token.scope, token.node);
  const via = token.via ?? '';
  const held = join.arrived[via];
  if (held && place === 'first') held.unshift(token.id);
  else if (held) held.push(token.id);
  else {
    join.arrived[via] = [token.id];
    join.missing--;
  }
  token.status = 'joined';
  return join;
}

/** Puts a complex gateway back into a phase it was in. */
export function setPhase(turn: Turn, scope: number, node: string, { consumed, activated }: JoinPhase): void {
  const join = joinAt(turn, scope, node);
  if (consumed) Object.assign(join, { consumed, activated });
  else {
    delete join.consumed;
    delete join.activated;
  }
  join.blocker = null;
  if (!join.consumed && Object.keys(join.arrived).length === 0) delete turn.state.joins[joinKey(scope, node)];
  else turn.recheck.push(joinKey(scope, node));
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

/** Takes the oldest tokens of a join, whatever flows they came by. */
export function takeOldest(turn: Turn, join: JoinRun, n: number): Token[] {
  const oldest = Object.values(join.arrived)
    .flat()
    .toSorted((a, b) => a - b)
    .slice(0, n);
  const taken = oldest.flatMap((id) => turn.state.tokens[id] ?? []);
  for (const token of taken) leaveJoin(turn, token);
  return taken;
}

/** Takes the oldest token of each of these flows that has one; of all flows unless some are named. */
export function takeFromJoin(turn: Turn, join: JoinRun, flows: string[] = nodeOf(turn, join.node).incoming): Token[] {
  const taken: Token[] = [];
  for (const via of flows) {
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
