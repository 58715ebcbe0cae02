import type { Calendar } from './calendar.ts';

/** What is wrong in an uploaded calendar: `line` of a CSV, or the number of a JSON entry; 0: of the whole. */
export interface CalendarFinding {
  line: number;
  code:
    | 'unreadable'
    | 'empty'
    | 'not-a-date'
    | 'unknown-kind'
    | 'off-on-weekend'
    | 'worked-on-weekday'
    | 'duplicate'
    | 'year-missing'
    | 'holiday-missing';
  value: string;
}

interface Listed {
  line: number;
  day: string;
  worked: boolean;
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(Date.parse(`${text}T00:00:00Z`) || 0).toISOString().slice(0, 10) === text;
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Public holidays on fixed days of every year (全国年节及纪念日放假办法): a year that leaves one out has been typed with a hole. */
const fixedHolidays = ['01-01', '05-01', '10-01', '10-02', '10-03'];

const kinds: Readonly<Record<string, boolean>> = { off: false, 放假: false, work: true, worked: true, 上班: true, 调休上班: true };

/**
 * Reads the days of whole years as the State Council publishes them: CSV lines `2027-01-01,off` or `2027-02-14,work`, or JSON
 * `{ daysOff, weekendsWorked }`. What it lists takes the place of those years in `current`; other years stay. Gives every finding.
 */
export function readUpload(text: string, current: Calendar): { calendar: Calendar } | { findings: CalendarFinding[] } {
  const findings: CalendarFinding[] = [];
  const listed = text.trimStart().startsWith('{') ? readJson(text, findings) : readCsv(text, findings);
  const days = checkDays(listed, findings);
  if (days.length === 0 && findings.length === 0) findings.push({ line: 0, code: 'empty', value: '' });
  if (days.length > 0) findings.push(...holes(days, current));
  if (findings.length > 0) return { findings: findings.toSorted((a, b) => a.line - b.line) };
  const years = new Set(days.map(({ day }) => yearOf(day)));
  const merged = (worked: boolean, before: string[]): string[] =>
    [...before.filter((day) => !years.has(yearOf(day))), ...days.filter((one) => one.worked === worked).map(({ day }) => day)].toSorted();
  const through = `${Math.max(...years)}-12-31`;
  return {
    calendar: {
      daysOff: merged(false, current.daysOff),
      weekendsWorked: merged(true, current.weekendsWorked),
      publishedThrough: through > current.publishedThrough ? through : current.publishedThrough,
    },
  };
}

function readJson(text: string, findings: CalendarFinding[]): Listed[] {
  try {
    const { daysOff = [], weekendsWorked = [] } = JSON.parse(text) as { daysOff?: unknown; weekendsWorked?: unknown };
    if (!Array.isArray(daysOff) || !Array.isArray(weekendsWorked)) throw new TypeError('no lists');
    const all = [...daysOff.map((day) => ({ day, worked: false })), ...weekendsWorked.map((day) => ({ day, worked: true }))];
    return all.map(({ day, worked }, index) => ({ line: index + 1, day: String(day), worked }));
  } catch {
    findings.push({ line: 0, code: 'unreadable', value: '' });
    return [];
  }
}

function readCsv(text: string, findings: CalendarFinding[]): Listed[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [day = '', kind = ''] = line
      .replace(/^\uFEFF/, '')
      .split(/[,，\t;]/)
      .map((cell) => cell.trim().replaceAll('"', ''));
    const isHeader = index === 0 && !/\d/.test(day);
    if (line.trim() === '' || isHeader) return [];
    const worked = kinds[kind.toLowerCase()];
    if (worked === undefined) findings.push({ line: index + 1, code: 'unknown-kind', value: kind || line.trim().slice(0, 40) });
    return [{ line: index + 1, day, worked: worked ?? (isDate(day) && isWeekend(day)) }];
  });
}

/** The days that are days, and on the right side of the weekend, each once; what is not becomes a finding. */
function checkDays(listed: Listed[], findings: CalendarFinding[]): Listed[] {
  const seen = new Set<string>();
  return listed.filter(({ line, day, worked }) => {
    const find = (code: CalendarFinding['code']): void => void findings.push({ line, code, value: day.slice(0, 40) });
    if (!isDate(day)) return (find('not-a-date'), false);
    if (worked && !isWeekend(day)) find('worked-on-weekday');
    if (!worked && isWeekend(day)) find('off-on-weekend');
    if (seen.has(day)) find('duplicate');
    seen.add(day);
    return true;
  });
}

/** Years between what is published and what is uploaded, and fixed holidays that an uploaded year leaves out. */
function holes(days: Listed[], current: Calendar): CalendarFinding[] {
  const years = new Set(days.map(({ day }) => yearOf(day)));
  const off = new Set(days.filter(({ worked }) => !worked).map(({ day }) => day));
  const [first, last] = [Math.min(...years, yearOf(current.publishedThrough) + 1), Math.max(...years)];
  // Beyond a lifetime of calendars a year is a typing error, and not a hundred holes.
  if (last - first > 50) return [{ line: 0, code: 'year-missing', value: String(last) }];
  const findings: CalendarFinding[] = [];
  for (let year = first; year <= last; year++) {
    if (!years.has(year) && year > yearOf(current.publishedThrough)) findings.push({ line: 0, code: 'year-missing', value: String(year) });
    if (!years.has(year)) continue;
    const missing = fixedHolidays.map((day) => `${year}-${day}`).filter((day) => !isWeekend(day) && !off.has(day));
    findings.push(...missing.map((value): CalendarFinding => ({ line: 0, code: 'holiday-missing', value })));
  }
  return findings;
}

/** Days that one calendar works and the other does not, in order. */
export function changedDays(from: Calendar, to: Calendar): { day: string; worked: boolean }[] {
  const exceptions = (calendar: Calendar) => new Set([...calendar.daysOff, ...calendar.weekendsWorked]);
  const [before, after] = [exceptions(from), exceptions(to)];
  const all = new Set([...before, ...after]);
  return [...all]
    .filter((day) => before.has(day) !== after.has(day))
    .toSorted()
    .map((day) => ({ day, worked: isWeekend(day) === after.has(day) }));
}
