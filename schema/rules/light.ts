import type { Light } from '../contracts/values.ts';

/** The moments a case's light depends on; null where there is none (no promise, a stopped clock, an ended case). */
export interface LightTimes {
  /** End of the statutory limit. */
  dueAt: Date | null;
  promisedDueAt: Date | null;
  /** When at most a fifth, or two working days, are left. */
  warnAt: Date | null;
}

/** Red past the statutory limit, orange past the promised one, yellow when little is left (domain facts §6). */
export function lightOf({ dueAt, promisedDueAt, warnAt }: LightTimes, now: Date): Light {
  if (dueAt && now > dueAt) return 'red';
  if (promisedDueAt && now > promisedDueAt) return 'orange';
  if (warnAt && now >= warnAt) return 'yellow';
  return 'green';
}

/** When the light next turns by itself; null when it will not. */
export function nextTurn(times: LightTimes, now: Date): Date | null {
  const ahead = [times.warnAt, times.promisedDueAt, times.dueAt].filter((at): at is Date => at !== null && at > now);
  return ahead.length === 0 ? null : new Date(Math.min(...ahead.map((at) => at.getTime())));
}
