import fc from 'fast-check';
import type { Event } from '../types.ts';
import { anyHandMove, anyMove, choices, dice, pick, type Dice } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import { Trial, type Engine } from './trial.ts';

/** Events that are mostly not possible: of wrong names and numbers, by wrong people, at the wrong time. */
function anyEvent(trial: Trial, seed: number): Event {
  const roll: Dice = dice(seed);
  const elements = Object.keys(trial.program.nodes);
  const element = pick(elements, roll)!;
  const task = roll(2) === 0 ? { element } : { task: roll(60) };
  const by = pick(['li', 'wang', 'nobody'], roll)!;
  const events: Event[] = [
    { kind: 'taskCompleted', task, by, variables: { decision: pick(['approve', 'perhaps'], roll) } },
    { kind: 'operation', operation: { name: 'transfer', to: by }, task, by: 'li' },
    { kind: 'operation', operation: { name: 'addSigner', users: ['li', 'sun'], position: 'parallel' }, task, by },
    { kind: 'operation', operation: { name: 'removeSigner', users: ['li', 'wang', 'zhao', 'qian'] }, task, by },
    { kind: 'operation', operation: { name: 'return', to: element }, task, by },
    { kind: 'operation', operation: { name: 'recall' }, task: { element }, by },
    { kind: 'operation', operation: { name: pick(['suspend', 'resume'] as const, roll)! } },
    { kind: 'operation', operation: { name: 'terminate', reason: roll(8) === 0 ? 'r' : ' ' } },
    { kind: 'operation', operation: { name: 'urge' }, task, by },
    { kind: 'messageArrived', name: pick(['M', 'm_c5', 'x'], roll)! },
    { kind: 'activityFinished', call: roll(60) },
    { kind: 'incidentRetried', incident: roll(60) },
    { kind: 'incidentSkipped', incident: roll(60), by, reason: pick(['', 'r'], roll)! },
    { kind: 'tokenMoved', token: roll(60), to: element, by, reason: pick([' ', 'r', 'r'], roll)! },
    anyHandMove(trial, roll),
    { kind: 'started', process: pick(['p', 'p9'], roll)! },
    { kind: 'variablesSet', variables: { x: 1 }, by, reason: 'r' },
  ];
  const move = anyMove(trial, seed);
  return roll(3) === 0 && 'event' in move ? move.event : pick(events, roll)!;
}

/** A refused event changes nothing and asks for nothing, and is refused beforehand for the same reason; no other is. */
export function refusedChangesNothing(engine: Engine): fc.IPropertyWithHooks<unknown> {
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  return fc.property(process, choices(40), ({ program }, seeds) => {
    const trial = Trial.started(engine, program);
    for (const seed of seeds) {
      const event = anyEvent(trial, seed);
      const before = JSON.stringify(trial.state);
      const foreseen = trial.refusal(event);
      if (JSON.stringify(trial.state) !== before) throw new Error(`Asking for ${JSON.stringify(event)} has changed the state`);
      const step = engine.advance(program, trial.state, event, trial.environment);
      const refused = step.ok ? null : step.error;
      if (JSON.stringify(foreseen) !== JSON.stringify(refused)) {
        throw new Error(`${JSON.stringify(event)}: foreseen ${JSON.stringify(foreseen)}, refused ${JSON.stringify(refused)}`);
      }
      if (step.ok) trial.state = step.state;
      else if (JSON.stringify(trial.state) !== before || 'commands' in step)
        throw new Error(`${JSON.stringify(event)} has changed something`);
    }
  });
}
