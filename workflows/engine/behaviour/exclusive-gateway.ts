import { chooseFlows, entered, takeFlows } from '../flow.ts';
import type { Behaviour } from '../turn.ts';

/** Exclusive gateway (BPMN 13.4.2): every token passes by itself, along the first flow whose condition holds, else the default. */
export const exclusiveGateway: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    const flows = chooseFlows(turn, token, node, true);
    if (flows) takeFlows(turn, token, node, flows);
  },
};
