import { z } from 'zod';
import { route } from './route.ts';
import { Instant } from './values.ts';

export const CalendarFindingView = z.object({ line: z.number().int(), code: z.string(), value: z.string() });

export const CalendarPreview = z.object({
  /** What is wrong; then the calendar cannot be applied, and the rest is empty. */
  findings: z.array(CalendarFindingView),
  days: z.array(z.object({ day: z.string(), worked: z.boolean() })),
  publishedThrough: z.string(),
  /** Open cases looked at, and those that would be due earlier or later. `more`: there are others that were not looked at. */
  cases: z.object({ looked: z.number().int(), earlier: z.number().int(), later: z.number().int(), more: z.boolean() }),
  /** The calendar that this is a change of. */
  base: z.number().int(),
});
export type CalendarPreview = z.infer<typeof CalendarPreview>;

export const CalendarRevision = z.object({
  revision: z.number().int(),
  document: z.string(),
  by: z.string(),
  appliedAt: Instant,
  publishedThrough: z.string(),
  /** Open cases told so far, and how many of them are due at another time. */
  told: z.number().int(),
  moved: z.number().int(),
  finishedAt: Instant.nullable(),
});
export type CalendarRevision = z.infer<typeof CalendarRevision>;

const text = z.string().max(100_000);

export const calendarRoutes = {
  revisions: route({
    method: 'GET',
    path: '/api/calendar/revisions',
    summary: 'Calendars that were applied, newest first, and how far the cases have been computed anew',
    action: 'calendar.change',
    response: z.array(CalendarRevision),
  }),
  preview: route({
    method: 'POST',
    path: '/api/calendar/preview',
    summary: 'Check a calendar, and count the cases that it would move; nothing is changed',
    action: 'calendar.change',
    body: z.object({ text }),
    response: CalendarPreview,
  }),
  apply: route({
    method: 'POST',
    path: '/api/calendar',
    summary: 'Apply a calendar: live cases are computed anew in batches, and say what moved and why',
    action: 'calendar.change',
    body: z.object({
      text,
      document: z.string().trim().min(1).max(200).describe('the State Council’s document that it is by'),
      base: z.number().int().describe('the calendar that was previewed against'),
    }),
    response: CalendarRevision,
    errors: ['calendar-refused', 'calendar-stale', 'calendar-being-applied'],
  }),
};
