/**
 * What may be done against an administrative decision, told in every one that goes against somebody (Licensing Law art. 38).
 * Reconsideration: within sixty days of knowing of it (Administrative Reconsideration Law art. 20). Action: within six months (Administrative Litigation Law art. 46).
 */
export const remedies = { reconsiderationDays: 60, litigationMonths: 6 } as const;

export interface RemedyPeriod {
  kind: 'reconsideration' | 'litigation';
  /** The last day, `YYYY-MM-DD` in Asia/Shanghai. */
  until: string;
  /** The last day fell on a day off and went on to the first working day after it. */
  moved: boolean;
}

const dayMs = 24 * 60 * 60_000;
const parse = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const format = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day of the same number some months on; the last of the month where it has no such day (Civil Code art. 202). */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return format(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/**
 * Until when the remedies against a decision run that was served on a day. The day of service is not counted; a last day
 * that is a day off goes on to the first working day (Civil Code art. 201–203, Civil Procedure Law art. 85).
 */
export function remedyPeriods(servedOn: string, isWorkday: (day: string) => boolean): RemedyPeriod[] {
  const last = {
    reconsideration: format(parse(servedOn) + remedies.reconsiderationDays * dayMs),
    litigation: monthsAfter(servedOn, remedies.litigationMonths),
  };
  return (['reconsideration', 'litigation'] as const).map((kind) => {
    let until = last[kind];
    while (!isWorkday(until)) until = format(parse(until) + dayMs);
    return { kind, until, moved: until !== last[kind] };
  });
}
