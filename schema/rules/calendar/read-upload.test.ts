import { expect, test } from 'vitest';
import cn from './cn.json' with { type: 'json' };
import { changedDays, readUpload } from './read-upload.ts';
import type { CalendarFinding } from './read-upload.ts';

/** 2027 as it might be published. */
const good = [
  '2027-01-01,off',
  '2027-02-08,off',
  '2027-02-09,off',
  '2027-02-14,work',
  '2027-05-03,off',
  '2027-10-01,off',
  '2027-10-04,off',
];
const findingsOf = (text: string): CalendarFinding[] => {
  const read = readUpload(text, cn);
  if (!('findings' in read)) throw new Error('not refused');
  return read.findings;
};
const codes = (text: string) => findingsOf(text).map(({ code }) => code);

test('a year that follows is added; the years before stay', () => {
  const read = readUpload(`日期,安排\n${good.join('\n')}\n`, cn);
  if ('findings' in read) throw new Error(JSON.stringify(read.findings));
  expect(read.calendar.publishedThrough).toBe('2027-12-31');
  expect(read.calendar.weekendsWorked).toContain('2027-02-14');
  expect(read.calendar.daysOff).toEqual(expect.arrayContaining(cn.daysOff));
  expect(changedDays(cn, read.calendar)).toHaveLength(good.length);
  expect(changedDays(cn, read.calendar)[0]).toEqual({ day: '2027-01-01', worked: false });
});

test('a year that is published already is replaced by its correction', () => {
  const corrected = { daysOff: cn.daysOff.filter((day) => day.startsWith('2026') && day !== '2026-09-25'), weekendsWorked: [] };
  const read = readUpload(JSON.stringify(corrected), cn);
  if ('findings' in read) throw new Error(JSON.stringify(read.findings));
  expect(read.calendar.publishedThrough).toBe('2026-12-31');
  expect(changedDays(cn, read.calendar)).toContainEqual({ day: '2026-09-25', worked: true });
  expect(changedDays(cn, read.calendar)).toContainEqual({ day: '2026-10-10', worked: false });
});

test.each<[string, string, CalendarFinding['code'][]]>([
  ['nothing', '', ['empty']],
  ['only a heading', 'date,kind\n', ['empty']],
  ['broken JSON', '{"daysOff": 1', ['unreadable']],
  ['JSON without lists', '{"daysOff": "2027-01-01"}', ['unreadable']],
  ['an impossible date', [...good, '2027-02-30,off'].join('\n'), ['not-a-date']],
  ['a day twice', [...good, '2027-10-04,off'].join('\n'), ['duplicate']],
  ['a day off on a Saturday', [...good, '2027-10-02,off'].join('\n'), ['off-on-weekend']],
  ['a worked Wednesday', [...good, '2027-10-06,work'].join('\n'), ['worked-on-weekday']],
  ['an unknown word', [...good, '2027-10-05,maybe'].join('\n'), ['unknown-kind', 'worked-on-weekday'].slice(0, 1) as ['unknown-kind']],
  ['a year left out', good.join('\n').replaceAll('2027', '2028'), ['year-missing']],
])('refused: %s', (_, text, expected) => {
  expect(codes(text)).toEqual(expect.arrayContaining(expected));
});

test('National Day that is left out is a hole, told by its date; a finding names its line', () => {
  expect(findingsOf(good.filter((line) => !line.startsWith('2027-10-01')).join('\n'))).toEqual([
    { line: 0, code: 'holiday-missing', value: '2027-10-01' },
  ]);
  expect(findingsOf([...good, '2027-02-30,off'].join('\n'))).toEqual([{ line: 8, code: 'not-a-date', value: '2027-02-30' }]);
  expect(codes('9999-01-01,off')).toContain('year-missing');
});
