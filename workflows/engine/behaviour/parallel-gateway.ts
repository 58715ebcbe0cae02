import { entered, takeFlows } from '../flow.ts';
import { letGo } from '../join.ts';
import { holdAtJoin } from '../join-run.ts';
import type { Behaviour } from '../turn.ts';

/** Parallel gateway (BPMN 13.4.1): lets go when every incoming flow has a token, consumes one of each, takes all outgoing flows. */
export const parallelGateway: Behaviour = {
  enter(turn, token, node) {
    let through = token;
    if (node.incoming.length > 1) {
      const join = holdAtJoin(turn, token);
      if (join.missing > 0) return;
      through = letGo(turn, join);
    }
    entered(turn, through);
    takeFlows(turn, through, node, node.outgoing);
  },
};
