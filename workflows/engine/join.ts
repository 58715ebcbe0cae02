import { emptyFragment } from './fragment.ts';
import { joinKey, takeFromJoin } from './join-run.ts';
import { merge } from './ledger.ts';
import { bitsOf, intersects, reachOf, type Bits } from './reach.ts';
import type { JoinRun, Token } from './state.ts';
import { unlinkToken } from './token.ts';
import { nodeOf, type Turn } from './turn.ts';

/** Makes one token of those that a join lets go: the oldest goes on, descending from all. */
export function fuse(turn: Turn, tokens: Token[]): Token {
  const [first, ...others] = tokens as [Token, ...Token[]];
  first.cause = merge(
    turn,
    tokens.map((token) => token.cause),
    { node: first.node, scope: first.scope },
    () => {
      const consumed = emptyFragment();
      for (const token of tokens) consumed.tokens.push({ ...token, status: 'joined' });
      return consumed;
    },
  );
  for (const token of others) {
    token.status = 'wait';
    unlinkToken(turn, token);
  }
  first.status = 'wait';
  return first;
}

/**
 * A token that can still reach an empty incoming flow of the join without passing it, and none that has a token already:
 * while there is one the join waits (BPMN 13.4.3). `empty` and `full` are the join's flows.
 */
export function findBlocker(turn: Turn, join: JoinRun, empty: Iterable<string>, full: Iterable<string>): Token | null {
  const reach = reachOf(turn.program, join.node);
  const wanted = bitsOf(reach, empty);
  const have = bitsOf(reach, full);
  const blocks = (bits: Bits | undefined) => bits !== undefined && intersects(bits, wanted) && !intersects(bits, have);
  for (const id of Object.keys(turn.state.scopes[join.scope]!.tokens)) {
    const token = turn.state.tokens[Number(id)]!;
    if (token.status === 'joined' && token.node === join.node) continue;
    const arriving = token.status === 'moving' && token.node === join.node;
    if (blocks(arriving ? bitsOf(reach, [token.via ?? '']) : reach.from.get(token.node))) return token;
  }
  return null;
}

/** Remembers who keeps a join waiting, so that it is looked at again only when that token has moved. */
export function block(turn: Turn, join: JoinRun, token: Token): void {
  join.blocker = token.id;
  const key = joinKey(join.scope, join.node);
  const keys = (turn.state.blocks[token.id] ??= []);
  if (!keys.includes(key)) keys.push(key);
}

/** Whether the join's remembered blocker still keeps it waiting. */
export function isBlocked(turn: Turn, join: JoinRun): boolean {
  return join.blocker !== null && turn.state.tokens[join.blocker] !== undefined;
}

/** Takes the tokens of a join that lets go and makes them one. */
export function letGo(turn: Turn, join: JoinRun): Token {
  return fuse(turn, takeFromJoin(turn, join));
}

/** Looks again at the joins whose blocker has moved. */
export function recheckJoins(turn: Turn): void {
  while (turn.recheck.length > 0) {
    for (const key of turn.recheck.splice(0)) {
      const join = turn.state.joins[key];
      if (join) turn.behaviours[nodeOf(turn, join.node).type].looked?.(turn, join, nodeOf(turn, join.node));
    }
  }
}
