import type { NodeOf } from '../../schema/process/program.ts';
import { armBoundary } from './activity.ts';
import { happens, receive } from './catching.ts';
import { entered } from './flow.ts';
import { causesIn, emptyFragment, takeTokens } from './fragment.ts';
import { raise } from './incident.ts';
import { merge } from './ledger.ts';
import { enterBody, openScope } from './scope.ts';
import type { Wait } from './state.ts';
import { placeToken, sendToken } from './token.ts';
import { getScope, nodeOf, thrownBy, type Trigger, type Turn } from './turn.ts';
import { disarm } from './wait.ts';

/**
 * The start of an event sub-process has come (BPMN 13.5.4). An interrupting one cancels all else in its scope; a
 * non-interrupting one runs beside it, as often as it comes.
 */
export function startEventSubProcess(turn: Turn, wait: Wait, start: NodeOf<'startEvent'>, part: Trigger): void {
  const what = happens(turn, wait, start, !start.interrupting, part);
  if (!what) return;
  const scope = getScope(turn, wait.scope);
  let cause = what.cause ?? scope.cause;
  if (start.interrupting) {
    const consumed = emptyFragment();
    // A time that has come does not come again.
    if (wait.kind === 'timer') disarm(turn, wait.id);
    takeTokens(turn, scope, consumed, 'cancelled');
    for (const id of scope.waits) {
      const other = disarm(turn, id);
      if (other) consumed.waits.push(other);
    }
    scope.waits = [];
    const causes = [cause, scope.cause, ...scope.ended, ...causesIn(consumed)];
    cause = merge(turn, causes, { node: start.scope, scope: scope.id }, () => consumed, thrownBy(what));
  }
  const token = placeToken(turn, scope.id, start.scope, cause);
  entered(turn, token);
  token.status = 'scope';
  const body = openScope(turn, { of: start.scope, instance: scope.instance, parent: scope.id, owner: token.id, cause }, {});
  token.body = body.id;
  if (!armBoundary(turn, token, nodeOf(turn, start.scope) as NodeOf<'eventSubProcess'>)) return;
  if (!enterBody(turn, body, token)) return;
  const error = receive(turn, wait, body.id, what);
  if (error === null) sendToken(turn, body.id, start.id, null, cause);
  else raise(turn, token, 'expression-failed', error);
}
