import type { Node } from '../../schema/process/program.ts';
import { adHocActivityDone } from './ad-hoc.ts';
import { raise } from './incident.ts';
import { endToken } from './scope.ts';
import type { Token } from './state.ts';
import { moveToken, sendToken } from './token.ts';
import { getScope, type Turn } from './turn.ts';
import { evaluate } from './variables.ts';

/** Sends the token out along the given flows, one token each; without any it ends here. */
export function takeFlows(turn: Turn, token: Token, node: Node, flows: string[]): void {
  const { instance } = getScope(turn, token.scope);
  turn.commands.push({ kind: 'left', element: node.id, instance });
  const [first, ...others] = flows;
  if (first === undefined) {
    endToken(turn, token);
    return;
  }
  for (const flow of flows) turn.commands.push({ kind: 'took', flow, instance });
  moveToken(turn, token, turn.program.flows[first]!.target, first);
  for (const flow of others) sendToken(turn, token.scope, turn.program.flows[flow]!.target, flow, token.cause);
}

/**
 * The outgoing flows whose conditions hold, in file order; `first` stops at one (exclusive gateway). The default flow is
 * taken when none does. Null after an incident: a condition that fails, or no way out.
 */
export function chooseFlows(turn: Turn, token: Token, node: Node, first: boolean): string[] | null {
  const fallback = 'default' in node ? node.default : undefined;
  const chosen: string[] = [];
  for (const id of node.outgoing) {
    if (id === fallback) continue;
    const { condition } = turn.program.flows[id]!;
    if (condition) {
      const result = evaluate(turn, token.scope, condition);
      if (!result.ok) {
        raise(turn, token, 'expression-failed', `Flow ${id}: ${result.message}`, 'leave');
        return null;
      }
      if (result.value !== null && result.value !== undefined && typeof result.value !== 'boolean') {
        raise(turn, token, 'expression-failed', `Flow ${id}: ${JSON.stringify(result.value)} is neither true nor false`, 'leave');
        return null;
      }
      if (result.value !== true) continue;
    }
    chosen.push(id);
    if (first) return chosen;
  }
  if (chosen.length > 0 || node.outgoing.length === 0) return chosen;
  if (fallback !== undefined) return [fallback];
  raise(turn, token, 'no-flow', `No condition of ${node.id} holds and it has no default flow`, 'leave');
  return null;
}

/** Leaves a node that has finished: every flow without a condition, and those whose condition holds (BPMN 13.3.1). */
export function leave(turn: Turn, token: Token, node: Node): void {
  if (token.aside && turn.hooks.bringBack(turn, token)) return;
  if ('boundary' in node && adHocActivityDone(turn, token)) return;
  const flows =
    'default' in node || node.outgoing.some((id) => turn.program.flows[id]!.condition)
      ? chooseFlows(turn, token, node, node.type === 'exclusiveGateway')
      : node.outgoing;
  if (flows) takeFlows(turn, token, node, repeatedFor(node, flows));
}

/**
 * Leaves a node that has finished along the flow that a person has chosen, whatever its condition says. Where it is no exclusive
 * gateway, the flows without a condition are taken too, as they always are.
 */
export function leaveAlong(turn: Turn, token: Token, node: Node, flow: string): void {
  if (token.aside && turn.hooks.bringBack(turn, token)) return;
  const fallback = 'default' in node ? node.default : undefined;
  const isExclusive = node.type === 'exclusiveGateway';
  const always = isExclusive ? [] : node.outgoing.filter((id) => id !== fallback && !turn.program.flows[id]!.condition);
  const isOver = always.includes(flow) || (flow === fallback && always.length > 0);
  takeFlows(turn, token, node, repeatedFor(node, isOver ? always : [...always, flow]));
}

function repeatedFor(node: Node, flows: string[]): string[] {
  const times = ('completionQuantity' in node && node.completionQuantity) || 1;
  return flows.flatMap((flow) => Array.from({ length: times }, () => flow));
}

/** Notes that a node was entered. */
export function entered(turn: Turn, token: Token): void {
  turn.commands.push({ kind: 'entered', element: token.node, instance: getScope(turn, token.scope).instance });
}
