import type { Node } from '../../../schema/process/program.ts';
import { chooseFlows, entered, takeFlows } from '../flow.ts';
import { block, findBlocker, isBlocked, letGo } from '../join.ts';
import { holdAtJoin } from '../join-run.ts';
import type { JoinRun, Token } from '../state.ts';
import type { Behaviour, Turn } from '../turn.ts';

function pass(turn: Turn, token: Token, node: Node): void {
  entered(turn, token);
  const flows = chooseFlows(turn, token, node, false);
  if (flows) takeFlows(turn, token, node, flows);
}

function look(turn: Turn, join: JoinRun, node: Node): void {
  // What is left after it lets go may be enough to let go again.
  while (turn.state.joins[`${join.scope}/${join.node}`] === join && Object.keys(join.arrived).length > 0) {
    if (isBlocked(turn, join)) return;
    if (join.missing === 0) {
      pass(turn, letGo(turn, join), node);
      continue;
    }
    const awaited = { empty: node.incoming.filter((flow) => !join.arrived[flow]), full: Object.keys(join.arrived) };
    const blocker = findBlocker(turn, join, awaited.empty, awaited.full);
    if (blocker) {
      block(turn, join, blocker);
      return;
    }
    pass(turn, letGo(turn, join, { awaited }), node);
  }
}

/**
 * Inclusive gateway (BPMN 13.4.3): as a join it waits as long as a token could still arrive on a flow that has none, by
 * reachability and not by counting; as a split it takes every flow whose condition holds, else the default.
 */
export const inclusiveGateway: Behaviour = {
  enter(turn, token, node) {
    if (node.incoming.length < 2) {
      pass(turn, token, node);
      return;
    }
    const join = holdAtJoin(turn, token);
    // A new token may end what the old blocker could still bring.
    if (join.missing === 0 || (join.blocker !== null && turn.state.tokens[join.blocker])) join.blocker = null;
    look(turn, join, node);
  },
  looked: look,
};
