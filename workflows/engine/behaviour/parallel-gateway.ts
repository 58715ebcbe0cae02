import type { Node } from '../../../schema/process/program.ts';
import { entered, takeFlows } from '../flow.ts';
import { letGo } from '../join.ts';
import { holdAtJoin, joinKey } from '../join-run.ts';
import type { JoinRun, Token } from '../state.ts';
import type { Behaviour, Turn } from '../turn.ts';

function pass(turn: Turn, token: Token, node: Node): void {
  entered(turn, token);
  takeFlows(turn, token, node, node.outgoing);
}

/** Tokens that were put back may be enough to let go again. */
function look(turn: Turn, join: JoinRun, node: Node): void {
  while (turn.state.joins[joinKey(join.scope, join.node)] === join && join.missing === 0) pass(turn, letGo(turn, join), node);
}

/** Parallel gateway (BPMN 13.4.1): lets go when every incoming flow has a token, consumes one of each, takes all outgoing flows. */
export const parallelGateway: Behaviour = {
  enter(turn, token, node) {
    if (node.incoming.length < 2) {
      pass(turn, token, node);
      return;
    }
    const join = holdAtJoin(turn, token);
    if (join.missing === 0) pass(turn, letGo(turn, join), node);
  },
  looked: look,
};
