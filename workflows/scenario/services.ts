import { addDuration, parseDuration } from '../engine/time.ts';
import type { ServiceAnswer, ServiceCall } from '../engine/types.ts';
import type { ServiceScript, ServiceStep } from './scenario.ts';

/** A call whose answer is still on its way. */
export interface PendingCall {
  call: number;
  due: number;
  answer: ServiceAnswer;
}

/** Answers service calls as the scenario says. */
export class Services {
  readonly #scripts: Record<string, ServiceScript>;
  readonly #offset: number;
  readonly #calls = new Map<string, number>();
  /** Calls that take time, in the order they were made. */
  pending: PendingCall[] = [];

  constructor(scripts: Record<string, ServiceScript>, offset: number) {
    this.#scripts = scripts;
    this.#offset = offset;
  }

  /** Answers at once, or gives undefined and keeps the answer until it is due. A service not named succeeds with no result. */
  answer(call: ServiceCall, now: number): ServiceAnswer | undefined {
    const script = Object.hasOwn(this.#scripts, call.element) ? this.#scripts[call.element] : undefined;
    const n = this.#calls.get(call.element) ?? 0;
    this.#calls.set(call.element, n + 1);
    if (!script) return { result: null };
    const step: ServiceStep | undefined = script.results?.[Math.min(n, script.results.length - 1)] ?? script;
    const answer = toAnswer(step);
    const takes = step.takes ?? script.takes;
    if (takes === undefined) return answer;
    const duration = parseDuration(takes);
    if (!duration || duration.sign < 0) return { failure: `“${takes}” is no duration.` };
    this.pending.push({ call: call.call, due: addDuration(now, duration, this.#offset), answer });
    return undefined;
  }

  /** The next answer to come, the earliest first. */
  next(): PendingCall | undefined {
    let first: PendingCall | undefined;
    for (const one of this.pending) if (!first || one.due < first.due) first = one;
    return first;
  }

  drop(call: number): void {
    this.pending = this.pending.filter((one) => one.call !== call);
  }

  /** What can be put back when a step turns out not to be possible. */
  snapshot(): () => void {
    const [calls, pending] = [new Map(this.#calls), [...this.pending]];
    return () => {
      this.#calls.clear();
      for (const [element, n] of calls) this.#calls.set(element, n);
      this.pending = pending;
    };
  }
}

function toAnswer(step: ServiceStep): ServiceAnswer {
  if (step.error !== undefined) return { error: step.error };
  return { result: step.result ?? null, value: step.result ?? null };
}
