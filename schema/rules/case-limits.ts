import type { Limit } from '../contracts/values.ts';
import type { OwnClock } from './procedures.ts';

/** Limits of an item, as its cases are started with them. */
export interface CaseLimits {
  statutoryLimit: Limit;
  promisedLimit: Limit;
  limitStarts: 'application' | 'acceptance';
  /** 统一、联合、集中办理 (Licensing Law art. 26, 42). */
  joint?: boolean;
  /** Where the item's own law differs from the Licensing Law; a first review (art. 43) is timed only where the item has one. */
  clocks?: Partial<Record<OwnClock, Limit>>;
  /** Of a renewal: when the licence ends that it is about, by when it has to be decided (Licensing Law art. 50). ISO 8601; absent: it has no end. */
  renewBy?: string;
}
