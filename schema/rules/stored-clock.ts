/** One clock's ledger as it is stored; the clock's request without calendar and `now`. */
export interface StoredClock {
  version: 1;
  limit: { n: number; unit: 'workday' | 'calendarDay' };
  start: string;
  events: { at: string; type: string; basis?: string; n?: number }[];
}
