import { dayOf } from '../../../schema/documents/official-date.ts';
import { Refusal } from '../../errors.ts';

/** A day without its hour, as receipts have it: the noon of it where the law counts. */
export const atNoon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** Refuses with `service-date-wrong` a day to come, or one before `from`. */
export function requireDay(day: string, from: Date, now: Date): void {
  if (day > dayOf(now) || day < dayOf(from)) throw new Refusal('service-date-wrong', { from: dayOf(from), to: dayOf(now) });
}
