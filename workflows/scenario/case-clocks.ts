import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { clocksAfter, dueByName } from '../clock/case-clocks.ts';
import type { ClockFacts, Clocks } from '../clock/case-clocks.ts';
import type { ServiceCall } from '../engine/types.ts';

/** An item is not part of a scenario, so its clocks run by the Licensing Law's own limit (art. 42). */
const limits: ClockFacts['limits'] = {
  statutoryLimit: { n: 20, unit: 'workday' },
  promisedLimit: { n: 20, unit: 'workday' },
  limitStarts: 'acceptance',
};

/** The statutory clocks of a run, moved by its effects as those of a real case are; a due time the scenario gives stands. */
export class CaseClocks {
  readonly #facts: ClockFacts;
  readonly #given: Record<string, string>;
  #ledger: Clocks = {};

  /** `submittedAt`: the run's start, ISO 8601 with offset. */
  constructor(submittedAt: string, calendar: Calendar, given: Record<string, string> = {}) {
    this.#facts = { calendar, limits, submittedAt };
    this.#given = given;
  }

  /** Due times by name, as `clock due("…")` reads them. */
  dues(at: string): Record<string, string | null> {
    return { renewal: null, ...dueByName(this.#ledger, this.#facts, at), ...this.#given };
  }

  /** Follows an effect; other calls leave the clocks alone. `dues` is brought up to date with it. */
  follow(call: ServiceCall, at: string, dues: Record<string, string | null>): void {
    if (!call.effect) return;
    this.#ledger = clocksAfter(this.#ledger, call.effect, call.at ?? at, this.#facts);
    Object.assign(dues, this.dues(at));
  }
}
