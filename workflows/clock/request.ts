import type { Calendar } from '../../schema/rules/calendar/calendar.ts';

export interface ClockEvent {
  /** RFC 3339 with offset. */
  at: string;
  type: string;
  /** For a stop: what the law allows it for (Licensing Law art. 45). */
  basis?: string;
  /** For an extension: days of the limit's unit. */
  n?: number;
  /** For a stop: the article that requires the procedure, for the explanation. */
  law?: string;
}

/** A clock as its ledger holds it, and the moment it is asked about. */
export interface ClockRequest {
  calendar: Calendar;
  limit: { n: number; unit: 'workday' | 'calendarDay' };
  start: string;
  events: ClockEvent[];
  now: string;
}

export interface Finding {
  path: string;
  code: 'invalid' | 'order' | 'closed' | 'not-running' | 'not-stopped' | 'already-extended' | 'too-late' | 'no-legal-basis';
  message: string;
}

export interface Segment {
  from: string;
  to: string;
  kind: 'counted' | 'stopped' | 'rest';
}

export interface ClockAnswer {
  /** 23:59:59 of the last day, Asia/Shanghai; null while stopped. */
  due: string | null;
  provisional: boolean;
  state: 'running' | 'stopped' | 'closed' | 'overdue';
  /** Days of the limit's unit. */
  total: number;
  used: number;
  remaining: number;
  overdue: number;
  outcome: 'met' | 'late' | null;
  segments: Segment[];
  explanation: { zh: string; en: string }[];
}
