const digits = '〇一二三四五六七八九';

/** A number up to 99 as it is read: 二十七, 十, 五. */
function spoken(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  const lead = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return `${lead}${ones === 0 && tens > 0 ? '' : digits[ones]}`;
}

const partsOf = (day: string): [number, number, number] => {
  const [year, month, date] = day.split('-').map(Number);
  return [year!, month!, date!];
};

/** A day in figures, as GB/T 9704 writes it: 2026年11月27日. */
export function officialDate(day: string): string {
  const [year, month, date] = partsOf(day);
  return `${year}年${month}月${date}日`;
}

/** A day in characters: 二〇二六年十一月二十七日. */
export function hanziDate(day: string): string {
  const [year, month, date] = partsOf(day);
  return `${[...String(year)].map((one) => digits[Number(one)]).join('')}年${spoken(month)}月${spoken(date)}日`;
}

const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** The day of a moment where the law counts, in Asia/Shanghai: `YYYY-MM-DD`. */
export const dayOf = (at: string | Date): string => local.format(new Date(at)).slice(0, 10);

/** A moment in Asia/Shanghai: 2026年12月10日9时00分. */
export function officialMoment(at: string): string {
  const [day, time] = local.format(new Date(at)).split(' ');
  const [hour, minute] = time!.split(':');
  return `${officialDate(day!)}${Number(hour)}时${minute}分`;
}
