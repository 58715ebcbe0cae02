import fc from 'fast-check';
import type { Command } from '../types.ts';
import { unbalanced } from './conservation.ts';
import { findings } from './invariants.ts';
import { anyHandMove, choices, dice, forwardMoves, make, pick } from './random-operations.ts';
import { randomGraph } from './random-graph.ts';
import { randomProcess } from './random-process.ts';
import { Trial, type Engine } from './trial.ts';

/** More moves than any of the random processes needs once its loops do not go round again. */
const MANY = 300;

/**
 * Moves on as long as anything can; loops may go round while there are numbers left, and (`byHand`) tokens be moved by hand.
 * Gives what was told.
 */
function finish(trial: Trial, seeds: number[], byHand = false): Command[] {
  const told = [...trial.commands];
  for (let i = 0; i < MANY; i++) {
    const roll = dice(seeds[i] ?? i);
    const hand = byHand && i < seeds.length && roll(4) === 0 ? anyHandMove(trial, roll) : null;
    if (hand && trial.refusal(hand) === null) trial.take(hand);
    const move = pick(forwardMoves(trial, roll, i < seeds.length), roll);
    if (!move) return told;
    const refused = make(trial, move);
    if (refused !== null) throw new Error(`${JSON.stringify(move)} is refused: ${refused}`);
    told.push(...trial.commands);
  }
  throw new Error(`Still running after ${MANY} moves`);
}

/** A well-formed process in which everything is completed, delivered, answered and repaired comes to its end. */
export function comesToAnEnd(engine: Engine): fc.IPropertyWithHooks<unknown> {
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  return fc.property(process, choices(15), ({ program }, seeds) => {
    const trial = Trial.started(engine, program);
    finish(trial, seeds);
    if (trial.running) throw new Error(`Stands still with ${JSON.stringify(Object.values(trial.state.tokens))}`);
  });
}

/** Moved by hand to wherever a token may be moved, it still comes to its end: no join waits for what cannot come, nothing is left over. */
export function comesToAnEndMoved(engine: Engine): fc.IPropertyWithHooks<unknown> {
  const process = randomProcess({ events: true, complex: false, compensation: true, votes: true });
  return fc.property(process, choices(15), ({ program }, seeds) => {
    const trial = Trial.started(engine, program);
    finish(trial, seeds, true);
    if (trial.running) throw new Error(`Stands still with ${JSON.stringify(Object.values(trial.state.tokens))}`);
  });
}

/** In any graph: tokens add up, and where it stands still every token is held at a join that truly lacks one. */
export function standsStillOnlyAtJoins(engine: Engine): fc.IPropertyWithHooks<unknown> {
  return fc.property(randomGraph(), choices(15), ({ program }, seeds) => {
    const trial = Trial.started(engine, program);
    const told = finish(trial, seeds);
    const { state } = trial;
    const odd = Object.values(state.tokens).filter((token) => token.status !== 'joined');
    if (odd.length > 0) throw new Error(`Stands still with ${JSON.stringify(odd)}`);
    const found = [...findings(program, state), ...unbalanced(program, told, state)];
    if (found.length > 0) throw new Error(found.join('\n'));
  });
}
