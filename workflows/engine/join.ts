import { emptyFragment } from './fragment.ts';
import { joinKey, takeFromJoin } from './join-run.ts';
import { merge } from './ledger.ts';
import { reachableFlows } from './reach.ts';
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
 * Whether a token keeps a join waiting (BPMN 13.4.3): it can still reach an incoming flow without a token, not passing the
 * join, and none that has one, or from which a complex gateway has consumed one: that token is of the next round.
 */
function blocks(turn: Turn, join: JoinRun, consumed: ReadonlySet<string>, token: Token): boolean {
  if (token.node === join.node && token.status === 'joined') return false;
  const via = token.node === join.node && token.status === 'moving' ? turn.program.flows[token.via ?? ''] : undefined;
  let blocking = false;
  for (const flow of via ? [via.id] : reachableFlows(turn.program, join.node, token.node)) {
    if (consumed.has(flow) || join.arrived[flow]) return false;
    blocking = true;
  }
  return blocking;
}

/**
 * Whether a join has to wait. It remembers one token that makes it, and looks for another only when that one no longer
 * does: for one in the middle, so that whatever order they come in, few searches go over the tokens again.
 */
export function mustWait(turn: Turn, join: JoinRun): boolean {
  const { tokens } = turn.state;
  const consumed = new Set(join.consumed);
  let blocker = join.blocker === null ? undefined : tokens[join.blocker];
  if (!blocker || !blocks(turn, join, consumed, blocker)) {
    const ids = Object.keys(turn.state.scopes[join.scope]!.tokens).map(Number);
    const candidates = ids.filter((id) => blocks(turn, join, consumed, tokens[id]!));
    blocker = tokens[candidates[candidates.length >> 1]!];
  }
  join.blocker = blocker?.id ?? null;
  if (!blocker) return false;
  const key = joinKey(join.scope, join.node);
  const keys = (turn.state.blocks[blocker.id] ??= []);
  if (!keys.includes(key)) keys.push(key);
  return true;
}

/** Takes the tokens of a join that lets go and makes them one. */
export function letGo(turn: Turn, join: JoinRun): Token {
  return fuse(turn, takeFromJoin(turn, join));
}

/** Looks again at the joins whose blocker has moved. */
export function recheckJoins(turn: Turn): void {
  while (turn.recheck.length > 0) {
    for (const key of new Set(turn.recheck.splice(0))) {
      const join = turn.state.joins[key];
      if (join) turn.behaviours[nodeOf(turn, join.node).type].looked?.(turn, join, nodeOf(turn, join.node));
    }
  }
}
