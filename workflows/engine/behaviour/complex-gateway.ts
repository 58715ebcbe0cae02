import type { Node, NodeOf } from '../../../schema/process/program.ts';
import { chooseFlows, entered, takeFlows } from '../flow.ts';
import { raise } from '../incident.ts';
import { awaitedBy, letGo, mustWait } from '../join.ts';
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

/**
 * Whether the gateway starts: its activation condition over the tokens that have arrived, else all of them. The condition
 * sees how many tokens there are, in all as `activationCount` and on each incoming flow by its id.
 */
function activates(turn: Turn, join: JoinRun, node: Complex, token: Token): boolean | null {
  if (!node.activation) return join.missing === 0;
  const counts = Object.fromEntries(node.incoming.map((flow) => [flow, join.arrived[flow]?.length ?? 0]));
  const activationCount = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const result = evaluate(turn, join.scope, node.activation, { ...counts, activationCount, waitingForStart: true });
  if (result.ok) return result.value === true;
  leaveJoin(turn, token);
  raise(turn, token, 'expression-failed', `Activation: ${result.message}`);
  return null;
}

/** Starts when the activation condition holds; `token` takes the incident when it fails. */
function startIfActive(turn: Turn, join: JoinRun, node: Complex, token: Token): void {
  if (activates(turn, join, node, token) !== true) return;
  join.consumed = Object.keys(join.arrived);
  const one = letGo(turn, join, { phase: {} });
  join.activated = one.cause;
  pass(turn, one, node);
  look(turn, join, node);
}

/**
 * Resets when no token can arrive any more on the flows that were not consumed by the start: what has come on those is
 * consumed. A further token on another flow belongs to the next round, and may start it at once.
 */
function look(turn: Turn, join: JoinRun, node: Node): void {
  if (turn.state.joins[joinKey(join.scope, join.node)] !== join) return;
  if (join.consumed && !mustWait(turn, join)) reset(turn, join, join.consumed, node);
  // What is left, or was put back, may be enough to start.
  const newest = Math.max(...Object.values(join.arrived).flat());
  const waitsForStart = turn.state.joins[joinKey(join.scope, join.node)] === join && !join.consumed;
  if (waitsForStart && newest > 0) startIfActive(turn, join, node as Complex, getToken(turn, newest));
}

function reset(turn: Turn, join: JoinRun, consumed: string[], node: Node): void {
  const { activated } = join;
  const kept = { awaited: awaitedBy(turn, join), phase: { consumed, activated } };
  const late = node.incoming.filter((flow) => !consumed.includes(flow) && join.arrived[flow]);
  delete join.consumed;
  delete join.activated;
  if (late.length > 0) resetWith(turn, letGo(turn, join, kept, late), node);
  else record(turn, { kind: 'merge', node: join.node, scope: join.scope, parents: [activated!], ...kept });
  if (Object.keys(join.arrived).length === 0) delete turn.state.joins[joinKey(join.scope, join.node)];
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
      look(turn, join, node);
      return;
    }
    startIfActive(turn, join, node, token);
  },
  looked: look,
};
