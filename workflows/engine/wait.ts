import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { IncidentCode } from '../../schema/rules/incident-codes.ts';
import { countsWorkdays, followsClock, isStill, type Timer } from './clock-timer.ts';
import { dropWait, putWait, setDue, setStill } from './lookup.ts';
import type { Wait } from './state.ts';
import { addDuration, isoAt, parseDuration, parseInstant, parseRepetition } from './time.ts';
import { contextAt, nextId, type Turn } from './turn.ts';
import { evaluate, evaluateValue } from './variables.ts';

/** Why an event could not be armed. */
export interface ArmError {
  code: IncidentCode;
  message: string;
}

type Armed = { ok: true; wait: Wait } | { ok: false; error: ArmError };

interface Owner {
  token: number | null;
  scope: number;
  element: string;
  index: number;
}

/** Without a due time: what it waits for stands still. */
type Timing = { ok: true; due?: number; cycle?: Wait['cycle'] } | { ok: false; error: ArmError };

function badTimer(text: unknown, type: string): Timing {
  return { ok: false, error: { code: 'invalid-timer', message: `${JSON.stringify(text)} is not a ${type} of ISO 8601` } };
}

/** When a timer is due: from the value the model gives, the time now and the local offset. */
function timingOf(turn: Turn, definition: Timer, scope: number): Timing {
  if (isStill(turn, definition)) return { ok: true };
  const value = evaluateValue(turn, scope, definition.value);
  if (!value.ok) return { ok: false, error: { code: 'expression-failed', message: value.message } };
  const text = value.value;
  // An expression over a clock may say that there is nothing to wait for.
  if (text === null && followsClock(definition)) return { ok: true };
  if (typeof text !== 'string') return badTimer(text, definition.type);
  if (definition.type === 'date') {
    const due = parseInstant(text, turn.offset);
    return due === null ? badTimer(text, 'date') : { ok: true, due };
  }
  if (definition.type === 'duration') {
    const duration = parseDuration(text);
    return duration ? { ok: true, due: addDuration(turn.now, duration, turn.offset) } : badTimer(text, 'duration');
  }
  const repetition = parseRepetition(text, turn.offset);
  const interval = repetition && parseDuration(repetition.interval);
  if (!repetition || !interval || repetition.times === 0 || (interval.months === 0 && interval.ms <= 0)) return badTimer(text, 'cycle');
  if (repetition.end !== null) {
    // R/duration/end: the repetitions count back from the end.
    let due = repetition.end;
    const times = repetition.times ?? 1;
    for (let i = 1; i < times; i++) due = addDuration(due, { ...interval, sign: -1 }, turn.offset);
    return { ok: true, due, cycle: { interval: repetition.interval, left: times - 1 } };
  }
  const due = repetition.start ?? addDuration(turn.now, interval, turn.offset);
  return { ok: true, due, cycle: { interval: repetition.interval, left: repetition.times === null ? null : repetition.times - 1 } };
}

/** Arms one event definition. The owner's list of waits is the caller's to keep. */
export function arm(turn: Turn, definition: EventDefinition, owner: Owner): Armed {
  const wait: Wait = { id: nextId(turn), kind: 'timer', ...owner };
  switch (definition.kind) {
    case 'timer': {
      const timing = timingOf(turn, definition, owner.scope);
      if (!timing.ok) return timing;
      if (timing.due === undefined) wait.still = true;
      else wait.due = timing.due;
      if (countsWorkdays(definition)) wait.armedAt = turn.now;
      if (timing.cycle) wait.cycle = timing.cycle;
      break;
    }
    case 'message': {
      wait.kind = 'message';
      wait.name = definition.name;
      if (definition.correlationKey && owner.scope !== 0) {
        const key = evaluate(turn, owner.scope, definition.correlationKey);
        if (!key.ok) return { ok: false, error: { code: 'expression-failed', message: key.message } };
        if (key.value !== null && key.value !== undefined) wait.key = key.value;
      }
      break;
    }
    case 'signal':
      wait.kind = 'signal';
      wait.name = definition.name;
      break;
    case 'conditional':
      wait.kind = 'condition';
      wait.was = false;
      break;
    case 'error':
    case 'escalation':
      wait.kind = definition.kind;
      if (definition.code !== undefined) wait.name = definition.code;
      break;
    case 'cancel':
    case 'compensation':
      wait.kind = definition.kind;
      break;
    default:
      return { ok: false, error: { code: 'invalid-event', message: `A ${definition.kind} event cannot be waited for` } };
  }
  put(turn, wait);
  return { ok: true, wait };
}

function put(turn: Turn, wait: Wait): void {
  putWait(turn.state, wait);
  if (wait.kind === 'condition') turn.state.conditions++;
  announce(turn, wait);
}

function announce(turn: Turn, wait: Wait): void {
  if (wait.due === undefined) return;
  const node = turn.program.nodes[wait.element];
  const definition = node && 'events' in node ? node.events[wait.index] : undefined;
  const law = definition?.kind === 'timer' ? definition.law : undefined;
  turn.commands.push({ kind: 'armTimer', timer: wait.id, element: wait.element, due: wait.due, law });
}

/** Takes a wait out; a timer keeps the time it had left. */
export function disarm(turn: Turn, id: number): Wait | null {
  const wait = turn.state.waits[id];
  if (!wait) return null;
  dropWait(turn.state, wait);
  if (wait.kind === 'condition') turn.state.conditions--;
  if (wait.due !== undefined) {
    wait.left = wait.due - turn.now;
    delete wait.armedAt;
    turn.commands.push({ kind: 'cancelTimer', timer: id, element: wait.element });
  }
  return wait;
}

/** Arms a wait that was taken out, with the time it had left; one that waits for a clock with the clock's. */
export function armAgain(turn: Turn, wait: Wait): void {
  if (wait.due !== undefined && wait.left !== undefined) {
    wait.due = turn.now + wait.left;
    delete wait.left;
    delete wait.armedAt;
  }
  put(turn, wait);
  const timer = timerOf(turn, wait);
  if (timer && followsClock(timer)) renewTimer(turn, wait, timer);
}

/** The definition of an armed timer that waits for a date; null for another wait. */
export function timerOf(turn: Turn, wait: Wait): Timer | null {
  const node = turn.program.nodes[wait.element];
  const definition = node && 'events' in node ? node.events[wait.index] : undefined;
  return wait.kind === 'timer' && definition?.kind === 'timer' && definition.type === 'date' ? definition : null;
}

/** Sets an armed timer to the time that its definition gives now; what counts working days counts from when it was armed. */
export function renewTimer(turn: Turn, wait: Wait, timer: Timer): void {
  if (isStill(turn, timer)) {
    if (wait.still) return;
    setStill(turn.state, wait);
    turn.commands.push({ kind: 'cancelTimer', timer: wait.id, element: wait.element });
    return;
  }
  const { now, context } = turn;
  turn.now = wait.armedAt ?? now;
  turn.context = contextAt(turn.environment, isoAt(turn.now, turn.offset));
  const timing = timingOf(turn, timer, wait.scope);
  Object.assign(turn, { now, context });
  if (!timing.ok || timing.due === undefined || timing.due === wait.due) return;
  setDue(turn.state, wait, timing.due);
  announce(turn, wait);
}

/** After a repeating timer has fired: sets it for its next time. False when it was the last. */
export function rearm(turn: Turn, wait: Wait): boolean {
  const interval = wait.cycle && parseDuration(wait.cycle.interval);
  if (!wait.cycle || !interval || wait.due === undefined || wait.cycle.left === 0) return false;
  if (wait.cycle.left !== null) wait.cycle.left--;
  setDue(turn.state, wait, addDuration(wait.due, interval, turn.offset));
  announce(turn, wait);
  return true;
}
