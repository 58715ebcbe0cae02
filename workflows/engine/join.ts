import { emptyFragment } from './fragment.ts';
import { joinKey, takeFromJoin } from './join-run.ts';
import { merge, record } from './ledger.ts';
import { reachableFlows } from './reach.ts';
import type { AwaitedFlows, JoinRun, Occurrence, Token } from './state.ts';
import { unlinkToken } from './token.ts';
import { nodeOf, type Turn } from './turn.ts';

/**
 * Makes one token of those that a join lets go: the oldest goes on, descending from all. `kept` is what must be known to
 * undo it besides the tokens; then it is recorded even when all have the same past.
 */
export function fuse(turn: Turn, tokens: Token[], kept?: Pick<Occurrence, 'awaited' | 'phase'>): Token {
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
 * Whether a token keeps a join waiting (BPMN 13.4.3): it can still reach an incoming flow without a token, not passing the
 * join, and none that has one, or from which a complex gateway has consumed one: that token is of the next round.
 */
function blocks(turn: Turn, join: JoinRun, consumed: ReadonlySet<string>, token: Token): boolean {
  let blocking = false;
  for (const flow of comingBy(turn, join.node, token)) {
    if (consumed.has(flow) || join.arrived[flow]) return false;
    blocking = true;
  }
  return blocking;
}

/** The incoming flows of a join by which a token can still come to it. */
function comingBy({ program }: Pick<Turn, 'program'>, node: string, token: Token): Iterable<string> {
  if (token.node !== node) return reachableFlows(program, node, token.node);
  const via = token.status === 'moving' ? program.flows[token.via ?? ''] : undefined;
  return via ? [via.id] : [];
}

/** Tells of a token whether it can still come to one of the empty flows of a join, and to none of the full ones. */
export function blocking(turn: Pick<Turn, 'program'>, node: string, { empty, full }: AwaitedFlows): (token: Token) => boolean {
  const wanted = new Set(empty);
  const have = new Set(full);
  return (token) => {
    const flows = [...comingBy(turn, node, token)];
    return flows.some((flow) => wanted.has(flow)) && !flows.some((flow) => have.has(flow));
  };
}

/** The flows of a join as `mustWait` sees them: without a token, and with one or consumed before. */
export function awaitedBy(turn: Turn, join: JoinRun): AwaitedFlows {
  const { incoming } = nodeOf(turn, join.node);
  const consumed = new Set(join.consumed);
  const isFull = (flow: string) => consumed.has(flow) || join.arrived[flow] !== undefined;
  return { empty: incoming.filter((flow) => !isFull(flow)), full: incoming.filter(isFull) };
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

/** Takes the tokens of a join that lets go, or of some of its flows, and makes them one. */
export function letGo(turn: Turn, join: JoinRun, kept?: Pick<Occurrence, 'awaited' | 'phase'>, flows?: string[]): Token {
  return fuse(turn, takeFromJoin(turn, join, flows), kept);
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
