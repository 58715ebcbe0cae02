import { causesIn, emptyFragment, takeTokens } from './fragment.ts';
import { finishInstance } from './instance-end.ts';
import { completeIfEmpty, noteEnded } from './scope.ts';
import { merge } from './ledger.ts';
import type { Token } from './state.ts';
import { unlinkToken } from './token.ts';
import { getScope, type Turn } from './turn.ts';

/** A terminate end event (BPMN 13.5.6): ends the scope it lies in, and only that. At the top it ends the process. */
export function terminateScope(turn: Turn, token: Token): void {
  const scope = getScope(turn, token.scope);
  const instance = turn.state.instances[scope.instance]!;
  if (scope.owner === null && instance.parent === null) {
    finishInstance(turn, instance, 'terminated');
    return;
  }
  const consumed = emptyFragment();
  // What ends the scope has come to its own end: it is not there again when the rest is put back.
  noteEnded(turn, scope, [token.cause]);
  unlinkToken(turn, token);
  takeTokens(turn, scope, consumed, 'cancelled');
  noteEnded(turn, scope, [
    merge(turn, [scope.cause, ...scope.ended, ...causesIn(consumed)], { node: token.node, scope: scope.id }, () => consumed),
  ]);
  completeIfEmpty(turn, scope);
}
