import { expect, test } from 'vitest';
import { calendarWeeks } from './calendar-weeks.ts';

const segments = [
  { from: '2026-09-25', to: '2026-09-25', kind: 'counted' as const },
  { from: '2026-09-26', to: '2026-09-27', kind: 'rest' as const },
  { from: '2026-09-28', to: '2026-09-28', kind: 'counted' as const },
  { from: '2026-09-29', to: '2026-10-05', kind: 'stopped' as const },
  { from: '2026-10-06', to: '2026-10-06', kind: 'counted' as const },
];

test('whole weeks from Monday, each day with what it was, months named once', () => {
  const weeks = calendarWeeks(segments, '2026-09-28', '2026-10-06');
  expect(weeks.map((week) => [week.month, week.days[0]!.date])).toEqual([
    ['2026-09', '2026-09-21'],
    ['2026-10', '2026-09-28'],
    [null, '2026-10-05'],
  ]);
  const days = weeks.flatMap((week) => week.days);
  expect(days).toHaveLength(21);
  expect(days.filter((day) => day.kind === 'stopped')).toHaveLength(7);
  expect(days.find((day) => day.isToday)?.date).toBe('2026-09-28');
  expect(days.filter((day) => day.isDue).map((day) => day.date)).toEqual(['2026-10-06']);
  expect(days.filter((day) => day.kind === null)).toHaveLength(21 - 12);
});

test('a clock without a day has no weeks', () => {
  expect(calendarWeeks([], '2026-09-28', null)).toEqual([]);
});
