import type { IncidentCode } from '../../schema/rules/incident-codes.ts';
import type { MultiInstance } from '../../schema/process/activity.ts';
import type { Variables } from './expression.ts';
import { raise } from './incident.ts';
import type { Token } from './state.ts';
import { throwImplicit } from './throwing.ts';
import type { Turn } from './turn.ts';
import { evaluate } from './variables.ts';

/** More instances than this are a mistake in the data. */
const MOST = 100_000;

type Instances = { ok: true; total: number; items?: unknown[] } | { ok: false; code: IncidentCode; message: string };

/** How many instances there are, and over what: the collection's entries, else the cardinality. */
export function instancesOf(turn: Turn, token: Token, loop: MultiInstance): Instances {
  if (loop.collection) {
    const list = evaluate(turn, token.scope, loop.collection);
    if (!list.ok) return { ok: false, code: 'invalid-collection', message: list.message };
    if (!Array.isArray(list.value)) {
      return { ok: false, code: 'invalid-collection', message: `${loop.collection.text} is not a list` };
    }
    return { ok: true, total: list.value.length, items: list.value };
  }
  if (!loop.cardinality) return { ok: false, code: 'invalid-cardinality', message: 'Neither a collection nor a cardinality' };
  const count = evaluate(turn, token.scope, loop.cardinality);
  if (!count.ok) return { ok: false, code: 'invalid-cardinality', message: count.message };
  const n = count.value;
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 0 || n > MOST) {
    return { ok: false, code: 'invalid-cardinality', message: `${JSON.stringify(n)} is not a number of instances` };
  }
  return { ok: true, total: n };
}

/** The counters BPMN (table 10.30) and the vendors know, for completion conditions. */
export function counters(container: Token): Variables {
  const { total, active, done } = container.multi!;
  return {
    numberOfInstances: total,
    numberOfActiveInstances: active,
    numberOfCompletedInstances: done.length,
    numberOfTerminatedInstances: 0,
    nrOfInstances: total,
    nrOfActiveInstances: active,
    nrOfCompletedInstances: done.length,
    loopCounter: done.length,
  };
}

/** Whether a multi-instance is over after an instance has completed. Null after an incident, which holds the container. */
export function multiInstanceOver(turn: Turn, container: Token, loop: MultiInstance): boolean | null {
  if (loop.completion) {
    const result = evaluate(turn, container.scope, loop.completion, counters(container));
    if (!result.ok) {
      raise(turn, container, 'expression-failed', `Completion condition: ${result.message}`);
      return null;
    }
    if (result.value === true) return true;
  }
  return container.multi!.done.length >= container.multi!.total;
}

/**
 * Throws what the multi-instance's behaviour says for a completed instance (BPMN 13.3.7): for each one, for the first, or
 * by conditions. The event is caught at the activity's boundary. False when that ended the activity.
 */
export function throwInstanceEvents(turn: Turn, container: Token, loop: MultiInstance): boolean {
  if (loop.behavior === 'all') return true;
  if (loop.behavior === 'complex') {
    for (const { condition, event } of loop.complex ?? []) {
      const holds = evaluate(turn, container.scope, condition, counters(container));
      if (!holds.ok) {
        raise(turn, container, 'expression-failed', holds.message);
        return false;
      }
      if (holds.value === true) throwImplicit(turn, container, event);
      if (turn.state.tokens[container.id] !== container) return false;
    }
    return true;
  }
  if (loop.event && (loop.behavior === 'none' || container.multi!.done.length === 1)) throwImplicit(turn, container, loop.event);
  return turn.state.tokens[container.id] === container;
}
