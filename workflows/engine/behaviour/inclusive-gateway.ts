import type { Node } from '../../../schema/process/program.ts';
import { chooseFlows, entered, takeFlows } from '../flow.ts';
import { awaitedBy, letGo, mustWait } from '../join.ts';
import { holdAtJoin, joinKey } from '../join-run.ts';
import type { JoinRun, Token } from '../state.ts';
import type { Behaviour, Turn } from '../turn.ts';

function pass(turn: Turn, token: Token, node: Node): void {
  entered(turn, token);
  const flows = chooseFlows(turn, token, node, false);
  if (flows) takeFlows(turn, token, node, flows);
}

function look(turn: Turn, join: JoinRun, node: Node): void {
  // What is left after it lets go may be enough to let go again.
  while (turn.state.joins[joinKey(join.scope, join.node)] === join && join.missing < node.incoming.length) {
    if (join.missing > 0 && mustWait(turn, join)) return;
    pass(turn, letGo(turn, join, join.missing > 0 ? { awaited: awaitedBy(turn, join) } : undefined), node);
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
    look(turn, holdAtJoin(turn, token), node);
  },
  looked: look,
};
