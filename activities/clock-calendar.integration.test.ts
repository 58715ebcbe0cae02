import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAfter, daysUntilAhead, useCalendarLater } from '../schema/db/test-support/calendar-later.ts';
import { documents } from '../schema/db/tables/index.ts';
import { dayOf } from '../schema/documents/official-date.ts';
import { eq } from 'drizzle-orm';
import { TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';
import { live } from './test-support/time.ts';
import type { Moment } from './test-support/time.ts';

/** The days are written as those of 2025 and 2026; the test lives them so many weeks later, when all have the same day of the week. */
const later = daysUntilAhead('2025-12-30');
const at = (day: string, time = '10:00:00'): Date => new Date(`${dayAfter(day, later)}T${time}+08:00`);

let home: Home;
beforeAll(async () => {
  home = await openHome('skipping');
  await useCalendarLater(home.db, later);
});
afterAll(() => home?.close());

/** Received on, accepted by law at the end of: five working days, counted by hand on the calendar of 2026. */
const table: [name: string, received: string, accepted: string][] = [
  ['over the end of the year', '2025-12-30', '2026-01-07'],
  ['with the Sunday that makes up for New Year (01-04)', '2026-01-02', '2026-01-08'],
  ['over the spring festival', '2026-02-11', '2026-02-25'],
  ['with the Saturday before the spring festival (02-14)', '2026-02-13', '2026-02-27'],
  ['with the Saturday after the spring festival (02-28)', '2026-02-27', '2026-03-05'],
  ['with the Saturday that makes up for Labour Day (05-09)', '2026-05-08', '2026-05-14'],
  ['over the Dragon Boat holiday (06-19)', '2026-06-17', '2026-06-25'],
  ['with the Sunday before National Day (09-20)', '2026-09-18', '2026-09-24'],
  ['with the Saturday after National Day (10-10)', '2026-09-30', '2026-10-13'],
];

test('five working days without a word are an acceptance by law, on that second and as of the day of receipt', async () => {
  const accepted: string[] = [];
  const moments = table.flatMap(([name, received, until], place): Moment[] => {
    let one: TestCase;
    const end = at(until, '23:59:59').getTime();
    const submit = async () => {
      one = await TestCase.started(home, 'publication-retail', place + 1);
    };
    const onTime = async () => expect(await one.row(), name).toMatchObject({ state: 'SUBMITTED', acceptedAt: null });
    const tooLate = async () => {
      const row = await one.until(({ state }) => state !== 'SUBMITTED');
      expect(row, name).toMatchObject({ state: 'REVIEW', acceptedAt: row.submittedAt });
      expect(new Date(row.clocks.decision!.start), name).toEqual(row.submittedAt);
      const acceptances = (await one.entries()).filter(({ type }) => type === 'effect.accept');
      expect(acceptances, name).toHaveLength(1);
      const [acceptance] = acceptances;
      // Written down in that second, or in the next day's first when the machine was busy: then it says as of when it is.
      expect(Date.parse(String(acceptance!.data.asOf ?? acceptance!.at.toISOString())), name).toBeLessThan(end + 1_000);
      const [notice] = (await home.db.select().from(documents).where(eq(documents.caseNumber, one.number))).filter(
        ({ kind }) => kind === 'acceptanceNotice',
      );
      expect(notice!.fields, name).toMatchObject({
        issuedOn: dayOf(acceptance!.at),
        acceptedOn: dayAfter(received, later),
        deemedBy: expect.stringContaining('第三十二条'),
      });
      accepted.push(name);
    };
    return [
      { at: at(received), run: submit },
      { at: new Date(end - 1_000), run: onTime },
      { at: new Date(end + 2_000), run: tooLate },
    ];
  });
  await live(home, moments);
  expect(accepted).toHaveLength(table.length);
});
