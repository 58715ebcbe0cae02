import type { Node, NodeOf } from '../../schema/process/program.ts';
import type { ServiceAnswer, ServiceCall } from './environment.ts';
import { raise } from './incident.ts';
import { setCall } from './lookup.ts';
import { retimeClocks } from './moving-timers.ts';
import { throwError } from './propagation.ts';
import { scopeOf } from './scope.ts';
import { isoAt } from './time.ts';
import type { Token } from './state.ts';
import { getScope, nextId, type Turn } from './turn.ts';
import { allVariables } from './variables.ts';

type Service = NodeOf<'serviceTask'>;

/** Effects that move the due times of clocks that run. */
const movesClocks = new Set(['stopClock', 'resumeClock', 'extendClock', 'startClock']);

/** Calls the shell for a task: answered within the step, or later by an event. */
export function call(turn: Turn, token: Token, node: Service): void {
  const request: ServiceCall = {
    call: nextId(turn),
    instance: getScope(turn, token.scope).instance,
    element: node.id,
    activity: node.activity ?? node.id,
    ...(node.effect ? { effect: node.effect } : {}),
    ...(turn.now < Date.parse(turn.environment.at) ? { at: isoAt(turn.now, turn.offset) } : {}),
    variables: node.inputs ? { ...getScope(turn, scopeOf(turn, token)).variables } : allVariables(turn, scopeOf(turn, token)),
  };
  const answer = turn.environment.answer?.(request);
  if (!answer) {
    token.status = 'call';
    setCall(turn.state, token, request.call);
    turn.commands.push({ kind: 'call', call: request });
    return;
  }
  const result = 'result' in answer ? answer.result : null;
  turn.commands.push({ kind: 'called', call: request, result, ...('error' in answer ? { error: answer.error } : {}) });
  if (node.effect && movesClocks.has(node.effect.kind)) retimeClocks(turn);
  takeAnswer(turn, token, node, answer);
}

/** Goes on with an answer: a result, a BPMN error to be caught, or a failure that becomes an incident. */
export function takeAnswer(turn: Turn, token: Token, node: Node, answer: ServiceAnswer): void {
  if ('failure' in answer) raise(turn, token, 'service-failed', answer.failure);
  else if ('error' in answer) throwError(turn, token, answer.error, { variables: {} });
  else turn.behaviours[node.type].answered?.(turn, token, node, answer.result, answer.value);
}

/** A call that was cancelled and is restored is made anew. */
export function callAgain(turn: Turn, token: Token, node: Node): void {
  if (token.status === 'call') call(turn, token, node as Service);
}
