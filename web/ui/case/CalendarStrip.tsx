import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { calendarWeeks } from './calendar-weeks.ts';
import type { CalendarDay } from './calendar-weeks.ts';
import styles from './CalendarStrip.module.css';

/** The day in Beijing, where the law's days end: `YYYY-MM-DD`. */
const shanghaiDay = (instant: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(instant);

/** Weeks of a year or more say nothing in a picture that the sentences do not. */
const mostWeeks = 40;

/** A clock day by day as a calendar: what was counted, what was not, when it stood still, today, and the last day. */
export function CalendarStrip({ clock }: { clock: ClockView }) {
  const { t } = useTranslation(['common', 'states']);
  const { language } = useLanguage();
  const [today] = useState(() => shanghaiDay(new Date()));
  const due = clock.due ? clock.due.slice(0, 10) : null;
  const weeks = calendarWeeks(clock.segments, today, due);
  if (weeks.length === 0 || weeks.length > mostWeeks) return null;
  const format = (options: Intl.DateTimeFormatOptions, date: string) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  const words = (day: CalendarDay): string =>
    [t(`clock.day.${day.kind ?? 'outside'}`), day.isToday ? t('clock.day.today') : '', day.isDue ? t('clock.day.due') : '']
      .filter(Boolean)
      .join(' · ');
  return (
    <figure className={styles.strip}>
      <table>
        <caption className={styles.hidden}>{t('clock.calendarOf', { name: t(`states:clock.${clock.name}`) })}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>{t('clock.month')}</span>
            </th>
            {weeks[0]!.days.map((day) => (
              <th key={day.date} scope="col">
                {format({ weekday: 'narrow' }, day.date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.days[0]!.date}>
              <th scope="row">{week.month && format({ month: 'short' }, `${week.month}-01`)}</th>
              {week.days.map((day) => (
                <td
                  key={day.date}
                  className={[
                    styles.day,
                    styles[day.kind ?? 'outside'],
                    day.date > today ? styles.ahead : '',
                    day.isToday ? styles.today : '',
                    day.isDue ? styles.due : '',
                  ]
                    .filter(Boolean)
                    .join(' ')}
                  title={words(day)}
                >
                  {Number(day.date.slice(8))}
                  <span className={styles.hidden}>{words(day)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className={styles.legend} aria-hidden="true">
        {(['counted', 'rest', 'stopped'] as const)
          .filter((kind) => clock.segments.some((segment) => segment.kind === kind))
          .map((kind) => (
            <span key={kind}>
              <i className={`${styles.day} ${styles[kind]}`} />
              {t(`clock.day.${kind}`)}
            </span>
          ))}
        <span>
          <i className={`${styles.day} ${styles.today}`} />
          {t('clock.day.today')}
        </span>
        {due && (
          <span>
            <i className={`${styles.day} ${styles.due}`} />
            {t('clock.day.due')}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
