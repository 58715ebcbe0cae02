import { recordTaken, run, takeCompensable } from './compensation.ts';
import { causesIn, emptyFragment, takeToken, takeTokens } from './fragment.ts';
import { merge } from './ledger.ts';
import { trigger } from './delivery.ts';
import { endToken, noteEnded } from './scope.ts';
import type { ScopeRun, Token } from './state.ts';
import { placeToken, unlinkToken } from './token.ts';
import { getScope, getToken, type Turn } from './turn.ts';

function transactionOf(turn: Turn, token: Token): ScopeRun | null {
  let scope: ScopeRun | null = getScope(turn, token.scope);
  while (scope && turn.program.scopes[scope.of]?.kind !== 'transaction')
    scope = scope.parent === null ? null : getScope(turn, scope.parent);
  return scope;
}

/**
 * A cancel end event (BPMN 13.5.2): everything else in the transaction is cancelled, what had completed is undone, and then
 * the transaction is left by its cancel boundary event.
 */
export function cancelTransaction(turn: Turn, token: Token): void {
  const body = transactionOf(turn, token);
  if (!body) {
    endToken(turn, token);
    return;
  }
  const consumed = emptyFragment();
  noteEnded(turn, getScope(turn, token.scope), [token.cause]);
  unlinkToken(turn, token);
  takeTokens(turn, body, consumed, 'cancelled');
  const causes = [body.cause, ...body.ended, ...causesIn(consumed)];
  const cause = merge(turn, causes, { node: token.node, scope: body.id }, () => consumed, [token.cause]);
  const entries = takeCompensable(body);
  const at = { node: token.node, scope: body.id, cause };
  const taken = entries.length === 0 ? cause : recordTaken(turn, at, body, entries, emptyFragment());
  run(turn, placeToken(turn, body.id, token.node, taken), entries, body, { then: 'cancel', rest: [] });
}

/** The transaction is undone: its cancel boundary event fires; without one its token ends here. */
export function leaveCancelled(turn: Turn, holder: Token): void {
  const body = transactionOf(turn, holder)!;
  const owner = getToken(turn, body.owner!);
  // Cancelling one of several instances cancels the whole.
  const host = owner.of === undefined ? owner : getToken(turn, owner.of);
  const wait = (host.waits ?? []).map((id) => turn.state.waits[id]).find((candidate) => candidate?.kind === 'cancel');
  if (wait) {
    trigger(turn, wait, { variables: {}, cause: holder.cause });
    return;
  }
  const left = emptyFragment();
  const { scope, node, cause } = host;
  const thrown = holder.cause;
  takeToken(turn, host, left, 'cancelled');
  const after = merge(turn, [thrown, cause, ...causesIn(left)], { node, scope }, () => left, [thrown]);
  endToken(turn, placeToken(turn, scope, node, after));
}
