import type { Node, NodeOf } from '../../../schema/process/program.ts';
import { chooseFlows, entered, takeFlows } from '../flow.ts';
import { raise } from '../incident.ts';
import { block, findBlocker, isBlocked, letGo } from '../join.ts';
import { holdAtJoin, joinKey, leaveJoin } from '../join-run.ts';
import { record } from '../ledger.ts';
import { endToken } from '../scope.ts';
import type { JoinRun, Token } from '../state.ts';
import { getToken, type Behaviour, type Turn } from '../turn.ts';
import { evaluate } from '../variables.ts';

type Complex = NodeOf<'complexGateway'>;

function pass(turn: Turn, token: Token, node: Node): void {
  entered(turn, token);
  const flows = chooseFlows(turn, token, node, false);
  if (flows) takeFlows(turn, token, node, flows);
}

/** Starts the gateway if its activation condition holds over the tokens that have arrived; without one it needs all. */
function tryStart(turn: Turn, join: JoinRun, node: Complex): void {
  const held = Object.values(join.arrived).flat();
  if (held.length === 0) return;
  if (node.activation) {
    const result = evaluate(turn, join.scope, node.activation, { activationCount: held.length, waitingForStart: true });
    if (!result.ok) {
      const token = getToken(turn, Math.max(...held));
      leaveJoin(turn, token);
      raise(turn, token, 'expression-failed', `Activation: ${result.message}`);
      return;
    }
    if (result.value !== true) return;
  } else if (join.missing > 0) return;
  join.consumed = Object.keys(join.arrived);
  const token = letGo(turn, join, { phase: {} });
  join.activated = token.cause;
  pass(turn, token, node);
  look(turn, join, node);
}

/** Resets when no token can arrive any more on the flows that were not consumed by the start. */
function look(turn: Turn, join: JoinRun, node: Node): void {
  if (turn.state.joins[joinKey(join.scope, join.node)] !== join || isBlocked(turn, join)) return;
  if (!join.consumed) {
    tryStart(turn, join, node as Complex);
    return;
  }
  const { consumed, activated } = join;
  const waited = node.incoming.filter((flow) => !consumed.includes(flow));
  const awaited = { empty: waited.filter((flow) => !join.arrived[flow]), full: waited.filter((flow) => join.arrived[flow]) };
  const blocker = awaited.empty.length === 0 ? null : findBlocker(turn, join, awaited.empty, awaited.full);
  if (blocker) {
    block(turn, join, blocker);
    return;
  }
  delete join.consumed;
  delete join.activated;
  const kept = { awaited, phase: { consumed, activated } };
  if (awaited.full.length > 0) resetWith(turn, letGo(turn, join, kept, awaited.full), node);
  else record(turn, { kind: 'merge', node: join.node, scope: join.scope, parents: [activated!], ...kept });
  if (turn.state.joins[joinKey(join.scope, join.node)] !== join) return;
  if (Object.keys(join.arrived).length === 0) delete turn.state.joins[joinKey(join.scope, join.node)];
  // A second token on a flow that was consumed by the start is there for the next.
  else tryStart(turn, join, node as Complex);
}

/** A reset gives a token to the flows whose condition holds in that phase (`waitingForStart` false), and none otherwise. */
function resetWith(turn: Turn, token: Token, node: Node): void {
  const flows: string[] = [];
  for (const id of node.outgoing) {
    const { condition } = turn.program.flows[id]!;
    if (!condition?.names.includes('waitingForStart')) continue;
    const result = evaluate(turn, token.scope, condition, { waitingForStart: false, activationCount: 0 });
    if (result.ok && result.value === true) flows.push(id);
  }
  if (flows.length > 0) takeFlows(turn, token, node, flows);
  // The last token of its scope ends it.
  else endToken(turn, token);
}

/**
 * Complex gateway (BPMN 13.4.5): starts when its activation condition holds over the tokens that have come, then waits
 * for the rest, consumes them and resets.
 */
export const complexGateway: Behaviour = {
  enter(turn, token, anyNode) {
    const node = anyNode as Complex;
    if (node.incoming.length < 2) {
      pass(turn, token, node);
      return;
    }
    const join = holdAtJoin(turn, token);
    if (join.consumed) {
      // The token it was waiting for has come.
      if (join.blocker === token.id) join.blocker = null;
      look(turn, join, node);
      return;
    }
    tryStart(turn, join, node);
  },
  looked: look,
};
