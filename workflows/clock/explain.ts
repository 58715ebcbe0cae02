import { dayOf } from './check.ts';
import { dayText, isWeekend } from './day.ts';
import type { Day } from './day.ts';
import type { ClockAnswer, ClockRequest } from './request.ts';
import { isStopped } from './run.ts';
import { basisNames } from '../../schema/rules/procedures.ts';
import type { ProcedureBasis } from '../../schema/rules/procedures.ts';
import type { ClockRun, LastDays } from './run.ts';
import type { IsWorkday } from './workdays.ts';

type Sentence = ClockAnswer['explanation'][number];
type Facts = Omit<ClockAnswer, 'explanation'>;

const dateZh = (day: Day): string => {
  const [year, month, date] = dayText(day).split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** Why the clock stands where it stands, sentence by sentence, for the applicant to read. */
export function explain(run: ClockRun, request: ClockRequest, facts: Facts, last: LastDays | null, isWorkday: IsWorkday): Sentence[] {
  const unitZh = run.unit === 'workday' ? '个工作日' : '日';
  const unitEn = run.unit === 'workday' ? 'working days' : 'calendar days';
  const sentences: Sentence[] = [
    {
      zh: `期限为${request.limit.n}${unitZh}，自${dateZh(run.start)}开始；开始的当日不计入，从次日起算（《民法典》第二百零一条）。`,
      en: `The limit is ${request.limit.n} ${unitEn} from ${dayText(run.start)}; the day it begins is not counted (Civil Code art. 201).`,
    },
  ];
  for (const stop of run.stops) sentences.push(...stopSentences(stop));
  if (run.extension) {
    sentences.push({
      zh: `${dateZh(run.extension.day)}经批准延长${run.extension.n}${unitZh}，期限共${run.total}${unitZh}。`,
      en: `On ${dayText(run.extension.day)} it was extended by ${run.extension.n} ${unitEn}, to ${run.total} in all.`,
    });
  }
  if (last) sentences.push(...calendarSentences(run, last, isWorkday), dueSentence(last, facts));
  if (facts.provisional) {
    sentences.push({
      zh: `国务院办公厅公布的放假安排止于${request.calendar.publishedThrough}，此后按平常周计算，到期日为暂定，公布后重新计算。`,
      en: `The published calendar ends on ${request.calendar.publishedThrough}; later days follow the plain week, so the date is provisional and will be computed anew.`,
    });
  }
  return [...sentences, stateSentence(run, request, facts, unitZh, unitEn)];
}

function stopSentences(stop: ClockRun['stops'][number]): Sentence[] {
  const basis = basisNames[stop.basis as ProcedureBasis];
  const law = stop.law ? { zh: `，依据${stop.law}`, en: `, required by ${stop.law}` } : { zh: '', en: '' };
  const begun: Sentence = {
    zh: `因${basis.zh}，自${dateZh(stop.from)}的次日起停止计算（《行政许可法》第四十五条${law.zh}）。`,
    en: `For ${basis.en}, counting stopped after ${dayText(stop.from)} (Licensing Law art. 45${law.en}).`,
  };
  if (stop.to === null) return [begun];
  const days = stop.to - stop.from;
  if (days === 0) {
    return [
      begun,
      {
        zh: `停止与恢复在同一日（${dateZh(stop.to)}），没有扣除天数。`,
        en: `It resumed the same day (${dayText(stop.to)}), so no day was taken out.`,
      },
    ];
  }
  return [
    begun,
    {
      zh: `${dateZh(stop.to)}恢复，扣除其间${days}日，从次日起继续计算。`,
      en: `It resumed on ${dayText(stop.to)}; the ${days} ${days === 1 ? 'day' : 'days'} between are taken out, and counting goes on the day after.`,
    },
  ];
}

/** Which holidays and make-up days moved the date, or how art. 203 moved the end. */
function calendarSentences(run: ClockRun, last: LastDays, isWorkday: IsWorkday): Sentence[] {
  const sentences: Sentence[] = [];
  if (run.unit === 'workday') {
    const days: Day[] = [];
    for (let day = run.start + 1; day <= last.due && days.length < 4000; day++) if (!isStopped(run, day)) days.push(day);
    const off = days.filter((day) => !isWeekend(day) && !isWorkday(day));
    const worked = days.filter((day) => isWeekend(day) && isWorkday(day));
    if (off.length > 0) {
      sentences.push({
        zh: `其间法定节假日放假的平日不计入：${off.slice(0, 15).map(dateZh).join('、')}${off.length > 15 ? ` 等${off.length}日` : ''}。`,
        en: `Weekdays off for public holidays are not counted: ${listEn(off)}.`,
      });
    }
    if (worked.length > 0) {
      sentences.push({
        zh: `调休上班的周末计入：${worked.slice(0, 15).map(dateZh).join('、')}。`,
        en: `Weekend days worked in exchange are counted: ${listEn(worked)}.`,
      });
    }
  } else if (last.due !== last.counted) {
    sentences.push({
      zh: `最后一日${dateZh(last.counted)}不是工作日，顺延至下一个工作日（《民法典》第二百零三条）。`,
      en: `The last day, ${dayText(last.counted)}, is no working day, so the end moves to the next one (Civil Code art. 203).`,
    });
  }
  return sentences;
}

const listEn = (days: Day[]): string =>
  days.slice(0, 15).map(dayText).join(', ') + (days.length > 15 ? ` and ${days.length - 15} more` : '');

const dueSentence = (last: LastDays, facts: Facts): Sentence => ({
  zh: `因此到期日为${dateZh(last.due)}24时前${facts.provisional ? '（暂定）' : ''}。`,
  en: `It is therefore due by the end of ${dayText(last.due)}${facts.provisional ? ' (provisional)' : ''}.`,
});

function stateSentence(run: ClockRun, request: ClockRequest, facts: Facts, unitZh: string, unitEn: string): Sentence {
  const today = dayOf(request.now);
  const progress = {
    zh: `已用${facts.used}${unitZh}，剩余${facts.remaining}${unitZh}`,
    en: `${facts.used} used, ${facts.remaining} ${unitEn} left`,
  };
  if (facts.state === 'closed') {
    const zh = facts.outcome === 'late' ? `已逾期${facts.overdue}${unitZh}` : '在期限内';
    return {
      zh: `${dateZh(run.close!)}办结，${zh}。`,
      en: `It was closed on ${dayText(run.close!)}, ${facts.outcome === 'late' ? `${facts.overdue} ${unitEn} late` : 'in time'}.`,
    };
  }
  if (facts.state === 'stopped')
    return {
      zh: `目前停止计算，${progress.zh}，恢复后才有到期日。`,
      en: `Counting is stopped now, ${progress.en}; a due date is given when it resumes.`,
    };
  if (facts.state === 'overdue')
    return {
      zh: `截至${dateZh(today)}已逾期${facts.overdue}${unitZh}。`,
      en: `As of ${dayText(today)} it is overdue by ${facts.overdue} ${unitEn}.`,
    };
  return { zh: `截至${dateZh(today)}${progress.zh}。`, en: `As of ${dayText(today)}: ${progress.en}.` };
}
