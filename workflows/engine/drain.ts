import { fireConditions } from './condition.ts';
import { raise } from './incident.ts';
import { recheckJoins } from './join.ts';
import { nodeOf, type Turn } from './turn.ts';

/** Moves in one step beyond which a process is taken to run in circles for ever. */
const MOST_MOVES = 200_000;

/** Moves every token that can move, breadth first, until none can. */
export function drain(turn: Turn): void {
  do {
    settle(turn);
    while (turn.head < turn.queue.length) {
      const token = turn.queue[turn.head++]!;
      if (turn.head > 4096) {
        turn.queue.splice(0, turn.head);
        turn.head = 0;
      }
      if (token.status !== 'moving' || turn.state.tokens[token.id] !== token) continue;
      if (++turn.moves > MOST_MOVES) {
        raise(turn, token, 'endless-loop', `More than ${MOST_MOVES} moves in one step`);
        continue;
      }
      const node = nodeOf(turn, token.node);
      turn.behaviours[node.type].enter(turn, token, node);
      settle(turn);
    }
  } while (turn.changed || turn.recheck.length > 0);
}

/** After each move: conditions see changed variables, joins see who has moved. */
function settle(turn: Turn): void {
  while (turn.changed) fireConditions(turn);
  if (turn.recheck.length > 0) recheckJoins(turn);
}
