import type { Procedure } from './procedures.ts';

/** One clock's ledger as it is stored; the clock's request without calendar and `now`. */
export interface StoredClock {
  version: 1;
  limit: { n: number; unit: 'workday' | 'calendarDay' };
  start: string;
  /** `law`: of a stop, the article that requires the procedure. */
  events: { at: string; type: string; basis?: string; n?: number; law?: string }[];
  /** Of the clock of a special procedure: which one. */
  procedure?: Procedure;
}
