import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { dayAfter, daysUntilAhead, useCalendarLater } from '../../../schema/db/test-support/calendar-later.ts';
import { documents, documentTemplates, items, ledger } from '../../../schema/db/tables/index.ts';
import { fillTemplate } from '../../../schema/documents/fill-template.ts';
import { decide, nothingMore, openTask, submit, until } from '../../test-support/case-home.ts';
import { openSkippingHome } from '../../test-support/skipping-home.ts';
import type { SkippingHome } from '../../test-support/skipping-home.ts';

/** The days are written as those of 2026; the test lives them so many weeks later, when all have the same day of the week. */
const later = daysUntilAhead('2026-02-11');
const at = (day: string, time = '10:00:00'): Date => new Date(`${dayAfter(day, later)}T${time}+08:00`);
/** As a clock's answer has the last moment of a day. */
const endOf = (day: string): string => `${dayAfter(day, later)}T23:59:59+08:00`;

let home: SkippingHome;
beforeAll(async () => {
  home = await openSkippingHome();
  await useCalendarLater(home.db, later);
});
afterAll(() => home?.close());

const because = { opinion: '经营场所不符合条件' };
const tell = { basis: 'request', proposal: '不予许可', reasons: '经营场所占用消防通道' };
const record = {
  recorder: '赵六',
  participants: [{ name: '某某书店', role: '申请人' }],
  statements: [{ speaker: '某某书店', words: '愿意整改。' }],
};

/** Somebody's sign-in of this moment: those of the days before are over. */
const post = async (login: string, url: string, body?: object) => (await home.as(login)).post(url, body as Record<string, unknown>);
const done = async (...[login, url, body]: Parameters<typeof post>) => {
  const answer = await post(login, url, body);
  expect(answer.statusCode, answer.body).toBe(200);
};
const hearing = async (caseNumber: string) =>
  routes.hearings.ofCase.response.parse((await (await home.as('yuelu-decider')).get(`/api/cases/${caseNumber}/hearing`)).json());
const view = async (caseNumber: string, login = 'yuelu-supervisor') =>
  routes.cases.get.response.parse((await (await home.as(login)).get(`/api/cases/${caseNumber}`)).json());
const decisionClock = async (caseNumber: string) => (await view(caseNumber)).clocks.find(({ name }) => name === 'decision')!;

/** A case accepted now whose refusal waits for its decider; the right to a hearing is told and the notice of it confirmed. */
async function told(): Promise<string> {
  const { caseNumber } = await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu');
  await decide(await home.as('yuelu-window'), caseNumber, 'accept');
  await done('yuelu-reviewer', `/api/cases/${caseNumber}/hearing`, tell);
  await decide(await home.as('yuelu-reviewer'), caseNumber, 'fail', because);
  await confirm(caseNumber, 'hearingRightsNotice');
  return caseNumber;
}

type Paper = 'hearingRightsNotice' | 'hearingNotice' | 'specialProcedureNotice' | 'partyNotice';

/** A case's papers of a kind, once they are there. */
const issued = (caseNumber: string, kind: Paper) =>
  until(
    () =>
      home.db
        .select()
        .from(documents)
        .where(and(eq(documents.caseNumber, caseNumber), eq(documents.kind, kind)))
        .orderBy(documents.createdAt),
    (found) => found.length > 0 && found.every(({ state }) => state === 'issued'),
  );

/** The applicant confirms the last paper of a kind. */
const confirm = async (caseNumber: string, kind: Paper) =>
  done('bookshop', `/api/documents/${(await issued(caseNumber, kind)).at(-1)!.id}/receipt`);

/** The decider's answer to the desk: what the API says. */
async function deny(caseNumber: string) {
  const decider = await home.as('yuelu-decider');
  const { id } = await openTask(decider, caseNumber);
  await decider.post(`/api/tasks/${id}/claim`);
  const { step } = routes.tasks.get.response.parse((await decider.get(`/api/tasks/${id}`)).json()).case;
  return decider.post(`/api/tasks/${id}/complete`, { ...nothingMore, ...because, decision: 'deny', step });
}

/** What time alone has written into a case's ledger: each type with its moment. */
const noted = async (caseNumber: string) =>
  (await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq))
    .filter(({ type }) => ['hearing.lapsed', 'hearing.dropped', 'anomaly.hearingLate'].includes(type))
    .map(({ type, at: moment, actorId }) => ({ type, at: moment, actorId }));

/** Twice: what the sweep says, it says once. */
const sweep = async () => {
  await home.sweep();
  await home.sweep();
};

test('five working days to ask, twenty to be held in, seven of notice: lived through on the calendar of 2026', async () => {
  await home.passTo(at('2026-02-11'));
  const silent = await told();
  const asked = await told();
  expect((await hearing(silent)).hold).toEqual({ code: 'hearing-running', until: at('2026-02-25', '23:59:59').toISOString() });
  expect((await deny(silent)).json()).toMatchObject({ code: 'hearing-running' });
  await done('bookshop', `/api/cases/${asked}/hearing/answer`, { answer: 'request', reason: '愿意整改' });
  await until(
    () => decisionClock(asked),
    ({ state }) => state === 'stopped',
  );
  // Called ex officio, it has its days from the call (art. 46, 47).
  const called = (await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu')).caseNumber;
  await decide(await home.as('yuelu-window'), called, 'accept');
  await done('yuelu-reviewer', `/api/cases/${called}/hearing`, { ...tell, basis: 'public' });

  // The last moment of the fifth working day, the spring festival between: the right is still theirs, and nothing is noted.
  await home.passTo(at('2026-02-25', '23:59:57'));
  await sweep();
  expect(await noted(silent)).toEqual([]);
  expect((await deny(silent)).json()).toMatchObject({ code: 'hearing-running' });

  // The day after: silence has waived it, once, and by no person.
  await home.passTo(at('2026-02-26', '00:00:01'));
  await sweep();
  const lapsed = await noted(silent);
  expect(lapsed).toMatchObject([
    { type: 'hearing.lapsed', actorId: null },
    { type: 'hearing.dropped', actorId: null },
  ]);
  for (const { at: moment } of lapsed) expect(moment.getTime() - at('2026-02-26', '00:00:00').getTime()).toBeLessThan(60_000);
  expect(await hearing(silent)).toMatchObject({ hold: null, hearing: { state: 'waived', people: [{ answer: 'expired' }] } });
  const tooLate = await post('bookshop', `/api/cases/${silent}/hearing/answer`, { answer: 'request', reason: '' });
  expect(tooLate.json()).toMatchObject({ status: 409 });
  // Nothing stood still for it: twenty working days from the acceptance.
  expect(await decisionClock(silent)).toMatchObject({ due: endOf('2026-03-17'), state: 'running' });
  expect((await deny(silent)).statusCode).toBe(200);
  expect((await view(silent)).violations).toEqual([]);

  // Twenty working days from the request: not late in the last moment, and a violation after it, dated by its end, once for each.
  const limit = at('2026-03-17', '23:59:59');
  await home.passTo(at('2026-03-17', '23:59:57'));
  await sweep();
  for (const one of [asked, called]) {
    expect((await hearing(one)).hearing).toMatchObject({ state: 'requested', mustHoldBy: limit.toISOString(), late: false });
    expect((await view(one)).violations).toEqual([]);
    expect(await noted(one)).toEqual([]);
  }
  await home.passTo(at('2026-03-18', '00:00:01'));
  await sweep();
  for (const one of [asked, called]) {
    expect((await noted(one)).map(({ type }) => type)).toEqual(['anomaly.hearingLate']);
    expect((await view(one)).violations).toMatchObject([{ kind: 'lateHearing', at: limit.toISOString(), law: '第四十七条' }]);
  }
  // Time decides nothing: the decision still waits for the record, and its limit stands still.
  expect((await deny(asked)).json()).toMatchObject({ code: 'hearing-awaited' });
  expect(await decisionClock(asked)).toMatchObject({ state: 'stopped', due: null });

  // Seven days of notice (art. 48): the day of the notice is not one of them.
  await home.passTo(at('2026-03-18'));
  const schedule = (heldAt: Date) => {
    const body = { heldAt: heldAt.toISOString(), place: '三楼听证室', officerId: 'yuelu-reviewer2' };
    return post('yuelu-reviewer', `/api/cases/${asked}/hearing/date`, body);
  };
  expect((await schedule(at('2026-03-24', '14:00:00'))).json()).toMatchObject({
    code: 'hearing-notice-short',
    params: { earliest: dayAfter('2026-03-25', later) },
  });
  expect((await schedule(at('2026-03-25', '14:00:00'))).statusCode).toBe(200);
  // It was asked for in time and reached them a day too late: what was held then would be void.
  await home.passTo(at('2026-03-19'));
  await confirm(asked, 'hearingNotice');
  await home.passTo(at('2026-03-25', '14:30:00'));
  const write = async () => (await home.as('yuelu-reviewer2')).put(`/api/cases/${asked}/hearing/record`, record);
  expect((await write()).json()).toMatchObject({ code: 'hearing-notice-late' });
  expect((await schedule(at('2026-04-01', '14:00:00'))).statusCode).toBe(200);
  await confirm(asked, 'hearingNotice');
  await home.passTo(at('2026-04-01', '13:59:00'));
  expect((await write()).json()).toMatchObject({ code: 'hearing-not-yet' });
  await home.passTo(at('2026-04-01', '16:00:00'));
  const written = await write();
  expect(written.statusCode, written.body).toBe(200);
  await done('bookshop', `/api/cases/${asked}/hearing/signature`, { name: '李四', remark: '' });
  await done('yuelu-reviewer2', `/api/cases/${asked}/hearing/closing`);

  // Asked for on the day of the acceptance, nothing of the limit was used: twenty working days are left from the day after the record.
  const resumed = await until(
    () => decisionClock(asked),
    ({ state }) => state === 'running',
  );
  expect(resumed).toMatchObject({ due: endOf('2026-04-30'), total: 20, used: 0, remaining: 20 });
  expect((await deny(asked)).statusCode).toBe(200);
  // What was late stays late, and is said once.
  await sweep();
  expect((await noted(asked)).map(({ type }) => type)).toEqual(['anomaly.hearingLate']);
  expect((await view(asked)).violations).toMatchObject([{ kind: 'lateHearing', at: limit.toISOString() }]);
  // The applicant reads no list of the authority's faults.
  expect((await view(asked, 'bookshop')).violations).toEqual([]);
});

test('an item with days of its own: they are counted, and its papers state them', async () => {
  await home.passTo(at('2026-05-06'));
  const [item] = await home.db.select().from(items).where(eq(items.id, 'publication-retail'));
  const clocks = { hearingRequest: { n: 10, unit: 'calendarDay' as const }, hearing: { n: 30, unit: 'calendarDay' as const } };
  await home.db
    .update(items)
    .set({ guide: { ...item!.guide, clocks } })
    .where(eq(items.id, 'publication-retail'));
  const caseNumber = await told();
  await done('yuelu-reviewer', `/api/cases/${caseNumber}/parties`, {
    name: '隔壁茶馆',
    interest: '共用消防通道',
    email: null,
    phone: null,
  });

  const rights = await issued(caseNumber, 'hearingRightsNotice');
  expect(rights.map(({ fields }) => [fields.requestPeriod, fields.requestDays])).toEqual([
    ['10日', 10],
    ['10日', 10],
  ]);
  for (const { templateId, fields } of rights) {
    const [template] = await home.db.select().from(documentTemplates).where(eq(documentTemplates.id, templateId));
    const text = JSON.stringify(fillTemplate(template!.content, fields));
    expect(text).toContain('自被告知听证权利之日起10日内提出申请');
    expect(text).not.toContain('5个工作日');
  }
  const [notice] = await issued(caseNumber, 'partyNotice');
  expect(notice!.fields).toMatchObject({ replyPeriod: '10日', replyDays: 10 });

  // The tenth day is a Saturday: the Monday after it (Civil Code art. 203), as is the thirtieth from the request.
  const people = (await hearing(caseNumber)).hearing!.people;
  expect(people.find(({ isApplicant }) => isApplicant)).toMatchObject({ dueAt: at('2026-05-18', '23:59:59').toISOString() });
  await home.passTo(at('2026-05-07'));
  await done('bookshop', `/api/cases/${caseNumber}/hearing/answer`, { answer: 'request', reason: '愿意整改' });
  expect((await hearing(caseNumber)).hearing).toMatchObject({ mustHoldBy: at('2026-06-08', '23:59:59').toISOString() });
  // What the applicant is told of the stop is in working days: those of the thirty.
  const [stop] = await issued(caseNumber, 'specialProcedureNotice');
  expect(stop!.fields).toMatchObject({ procedure: '听证', timeNeeded: '23个工作日' });
});
