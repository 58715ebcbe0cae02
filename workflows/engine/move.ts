import type { Node, Program } from '../../schema/process/program.ts';
import { causesIn, emptyFragment, takeToken } from './fragment.ts';
import { merge } from './ledger.ts';
import { canHold, markingOf, tokensOf } from './reachable/marking.ts';
import { gathers, isJoin } from './reachable/net.ts';
import type { State, Token } from './state.ts';
import { sendToken } from './token.ts';
import { getScope, getToken, type Turn } from './turn.ts';
import type { Refusal } from './types.ts';

/** What a move by hand is judged by. */
type Case = Pick<Turn, 'program' | 'state'>;

const refuse = (code: Refusal['code'], message: string): Refusal => ({ code, message });

/**
 * Why a token may not be moved by hand to a node, or null. It may go where a case can stand: within its own scope, to a node that
 * is entered by a flow, so that some run of the scope comes to hold just these tokens. Then nothing is doubled and nothing waits
 * for what cannot come, whatever happens next. What has a legal effect, and an end, follow from a decision and not from a hand.
 */
export function refuseMove({ program, state }: Case, id: number, to: string): Refusal | null {
  const token = state.tokens[id];
  if (!token) return refuse('no-such-token', `There is no token ${id}`);
  const held = refuseToken(program, token);
  if (held) return held;
  const target = program.nodes[to];
  if (!target) return refuse('no-such-element', `The process has no ${to}`);
  return refuseTarget(token, program.nodes[token.node]!, target) ?? refusePosition(program, state, token, to);
}

/** Why a token may not be moved anywhere, or null. */
export function refuseToken(program: Program, token: Token): Refusal | null {
  const at = token.node;
  if (token.status === 'joined') return refuse('at-join', `The token is held at ${at} until the others come`);
  if (token.of !== undefined) return refuse('in-loop', `The token is one performance of ${at}: move the whole`);
  if (token.status === 'compensating' || token.compensates !== undefined) return refuse('compensating', `${at} is being undone`);
  if (program.nodes[at]?.type === 'eventSubProcess') return refuse('event-sub-process', `${at} runs beside the flow of its scope`);
  if (program.scopes[program.nodes[at]!.scope]?.kind === 'adHocSubProcess') return refuse('ad-hoc', `${at} has no order to move in`);
  if (gathers(program)) return refuse('position-unclear', 'An activity waits for several tokens: where they may stand is not known');
  return null;
}

function refuseTarget(token: Token, from: Node, target: Node): Refusal | null {
  const { id, type } = target;
  if (target.scope !== from.scope) return refuse('other-scope', `${id} lies in another scope than ${token.node}`);
  if (id === token.node) return refuse('already-there', `The token is at ${id} already`);
  if (type === 'endEvent') return refuse('end-event', `${id} ends the case or a part of it: that is no move`);
  if (isJoin(target)) return refuse('is-join', `${id} waits for tokens on its flows`);
  if ('effect' in target && target.effect) return refuse('legal-effect', `${id} has a legal effect, which follows from a decision alone`);
  const isEntered = target.incoming.length > 0 && type !== 'startEvent' && type !== 'boundaryEvent' && type !== 'eventSubProcess';
  return isEntered ? null : refuse('not-enterable', `No flow leads into ${id}`);
}

function refusePosition(program: Program, state: State, token: Token, to: string): Refusal | null {
  const scope = state.scopes[token.scope]!;
  const after = tokensOf(state, scope).map((one) => (one === token ? { ...one, node: to, status: 'moving' as const } : one));
  const { found } = canHold(program, scope.of, markingOf(program, after));
  if (found === 'yes') return null;
  if (found === 'unknown') return refuse('position-unclear', `There are too many ways to ${to} to say whether the case may be there`);
  const others = after.filter(({ id }) => id !== token.id).map(({ node }) => node);
  return refuse('would-not-stand', `No run of the process is at ${[to, ...others].join(', ')} at once`);
}

/** Where a token may be moved to, in file order; none where it may not be moved. */
export function moveTargets(at: Case, token: Token): string[] {
  const node = at.program.nodes[token.node];
  if (!node || refuseToken(at.program, token)) return [];
  return at.program.scopes[node.scope]!.nodes.filter((to) => refuseMove(at, token.id, to) === null);
}

/**
 * Moves a token by hand: what it holds is closed without being completed and without being undone, and the target is entered as
 * by an arrival. A person has acted there, so what led to it can be recalled no more.
 */
export function moveByHand(turn: Turn, id: number, to: string, by: string): void {
  const token = getToken(turn, id);
  const { node: from, scope } = token;
  const { instance } = getScope(turn, scope);
  const consumed = emptyFragment();
  takeToken(turn, token, consumed, 'moved');
  const causes = [token.cause, ...causesIn(consumed)];
  const cause = merge(turn, causes, { node: to, scope }, () => consumed);
  for (const acted of [...causes, cause]) {
    const occurrence = turn.state.ledger.occurrences[acted];
    if (occurrence) occurrence.acted = true;
  }
  turn.commands.push({ kind: 'moved', token: id, from, to, instance, by });
  sendToken(turn, scope, to, null, cause);
}
