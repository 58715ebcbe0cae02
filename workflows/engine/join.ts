import { emptyFragment } from './fragment.ts';
import { joinKey, takeFromJoin } from './join-run.ts';
import { merge, record } from './ledger.ts';
import { bitsOf, intersects, reachOf } from './reach.ts';
import type { JoinRun, Occurrence, Token } from './state.ts';
import { unlinkToken } from './token.ts';
import { nodeOf, type Turn } from './turn.ts';

/**
 * Makes one token of those that a join lets go: the oldest goes on, descending from all. `kept` is what must be known to
 * undo it besides the tokens; then it is recorded even when all have the same past.
 */
function fuse(turn: Turn, tokens: Token[], kept?: Pick<Occurrence, 'awaited' | 'phase'>): Token {
  const [first, ...others] = tokens as [Token, ...Token[]];
  const at = { node: first.node, scope: first.scope };
  const causes = tokens.map((token) => token.cause);
  const consumed = () => ({ ...emptyFragment(), tokens: tokens.map((token): Token => ({ ...token, status: 'joined' })) });
  if (kept?.phase?.activated !== undefined) causes.push(kept.phase.activated);
  first.cause = kept
    ? record(turn, { kind: 'merge', ...at, parents: [...new Set(causes)], consumed: consumed(), ...kept })
    : merge(turn, causes, at, consumed);
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
  const blocks = blocking(turn, join.node, empty, full);
  for (const id of Object.keys(turn.state.scopes[join.scope]!.tokens)) {
    const token = turn.state.tokens[Number(id)]!;
    if (blocks(token)) return token;
  }
  return null;
}

/** Tells of a token whether it can still come to one of the empty flows of a join, and to none of the full ones. */
export function blocking(turn: Turn, node: string, empty: Iterable<string>, full: Iterable<string>): (token: Token) => boolean {
  const reach = reachOf(turn.program, node);
  const wanted = bitsOf(reach, empty);
  const have = bitsOf(reach, full);
  return (token) => {
    if (token.status === 'joined' && token.node === node) return false;
    const arriving = token.status === 'moving' && token.node === node;
    const bits = arriving ? bitsOf(reach, [token.via ?? '']) : reach.from.get(token.node);
    return bits !== undefined && intersects(bits, wanted) && !intersects(bits, have);
  };
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

/** Takes the tokens of a join that lets go, or of some of its flows, and makes them one. */
export function letGo(turn: Turn, join: JoinRun, kept?: Pick<Occurrence, 'awaited' | 'phase'>, flows?: string[]): Token {
  return fuse(turn, takeFromJoin(turn, join, flows), kept);
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
