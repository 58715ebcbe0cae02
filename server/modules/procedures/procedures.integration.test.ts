import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { decide, openCaseHome, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let [applicant, window, reviewer, decider, stranger, admin]: Visitor[] = [];
beforeAll(async () => {
  home = await openCaseHome();
  const logins = ['bookshop', 'yuelu-window', 'yuelu-reviewer', 'yuelu-decider', 'xihu-window', 'system-admin'];
  [applicant, window, reviewer, decider, stranger, admin] = await Promise.all(logins.map((login) => home.as(login)));
});
afterAll(() => home?.close());

const body = { basis: 'inspection', law: '《印刷业管理条例》第九条', days: 12, mode: 'suspend', reason: '样品送检' };
const panel = async (visitor: Visitor, caseNumber: string) =>
  routes.procedures.get.response.parse((await visitor.get(`/api/cases/${caseNumber}/procedures`)).json());
const reasons = async (visitor: Visitor, caseNumber: string) =>
  Object.fromEntries((await panel(visitor, caseNumber)).offers.map(({ name, reason }) => [name, reason]));
const view = async (visitor: Visitor, caseNumber: string) =>
  routes.cases.get.response.parse((await visitor.get(`/api/cases/${caseNumber}`)).json());

test('a special procedure and an extension from end to end: who may, what is refused and why, what the applicant reads', async () => {
  const { caseNumber } = await submit(home, applicant!, 'publication-retail', 'yuelu');
  const at = `/api/cases/${caseNumber}`;
  await until(
    () => view(window!, caseNumber),
    ({ started }) => started,
  );
  expect((await reviewer!.post(`${at}/procedures`, body)).json()).toMatchObject({ code: 'no-limit-running', status: 409 });
  await decide(window!, caseNumber, 'accept');

  expect(await reasons(reviewer!, caseNumber)).toEqual({
    startProcedure: null,
    endProcedure: 'procedure-not-running',
    extend: 'notAgencyHead',
  });
  expect((await reviewer!.post(`${at}/procedures`, { ...body, basis: 'siteVisit' })).json()).toMatchObject({ code: 'no-legal-basis' });
  expect((await reviewer!.post(`${at}/procedures`, { ...body, law: ' ' })).json()).toMatchObject({ code: 'no-legal-basis' });
  expect((await reviewer!.post(`${at}/procedures`, { ...body, days: 0 })).statusCode).toBe(400);
  expect((await window!.post(`${at}/procedures`, body)).json()).toMatchObject({ code: 'not-allowed' });
  expect((await stranger!.post(`${at}/procedures`, body)).statusCode).toBe(403);

  expect((await reviewer!.post(`${at}/procedures`, body)).json()).toMatchObject({ state: 'SUSPENDED' });
  expect((await reviewer!.post(`${at}/procedures`, body)).json()).toMatchObject({ code: 'procedure-running' });
  expect((await panel(decider!, caseNumber)).running).toMatchObject({ basis: 'inspection', days: 12, mode: 'suspend' });

  const own = await view(applicant!, caseNumber);
  const clock = own.clocks.find(({ name }) => name === 'decision')!;
  expect(clock).toMatchObject({ state: 'stopped', due: null });
  expect(clock.explanation.map(({ zh }) => zh).join('')).toContain('因检验');
  expect(clock.explanation.map(({ en }) => en).join('')).toContain('《印刷业管理条例》第九条');
  const line = own.timeline.find(({ type }) => type === 'clock.startProcedure')!;
  expect(line).toMatchObject({
    actor: null,
    params: { basis: 'inspection', days: 12, reason: '样品送检', law: '《印刷业管理条例》第九条' },
  });
  const papers = routes.documents.ofCase.response.parse((await applicant!.get(`${at}/documents`)).json());
  expect(JSON.stringify(papers)).toContain('specialProcedureNotice');

  expect((await reviewer!.post(`${at}/procedures/end`, { reason: '检验完成' })).json()).toMatchObject({ state: 'REVIEW' });
  expect((await reviewer!.post(`${at}/procedures/end`, { reason: '检验完成' })).json()).toMatchObject({ code: 'procedure-not-running' });

  expect((await reviewer!.post(`${at}/extension`, { days: 10, reason: '案情复杂' })).json()).toMatchObject({ code: 'not-allowed' });
  expect((await decider!.post(`${at}/extension`, { days: 11, reason: '案情复杂' })).json()).toMatchObject({ code: 'extension-too-long' });
  const before = (await view(applicant!, caseNumber)).dueAt!;
  expect((await decider!.post(`${at}/extension`, { days: 10, reason: '案情复杂' })).json()).toMatchObject({ state: 'EXTENDED' });
  expect((await view(applicant!, caseNumber)).dueAt! > before).toBe(true);
  expect((await decider!.post(`${at}/extension`, { days: 1, reason: '案情复杂' })).json()).toMatchObject({ code: 'already-extended' });
});

test('a calendar is checked, previewed, applied once, and the case says what moved', async () => {
  const { caseNumber } = await submit(home, applicant!, 'publication-retail', 'yuelu');
  const before = await until(
    () => view(applicant!, caseNumber),
    ({ started }) => started,
  );
  const { daysOff } = routes.operations.calendar.response.parse((await window!.get('/api/calendar')).json());
  const due = before.dueAt!.slice(0, 10);
  const year = due.slice(0, 4);
  const preview = async (text: string) => {
    const answer = await admin!.post('/api/calendar/preview', { text });
    return routes.calendar.preview.response.parse(answer.json());
  };
  expect((await preview(`${year}-13-01,off`)).findings).toMatchObject([{ code: 'not-a-date' }]);
  // With a hole, a day twice or an impossible one nothing of it is applied, and each finding has its sentence.
  const whole = ['01-01', '02-08', '02-09', '05-03', '10-01', '10-04'];
  for (const [days, code] of [
    [whole.filter((day) => day !== '10-01'), 'holiday-missing'],
    [[...whole, '10-04'], 'duplicate'],
    [[...whole, '02-30'], 'not-a-date'],
  ] as const) {
    const wrong = days.map((day) => `2027-${day},off`).join('\n');
    const { findings, base } = await preview(wrong);
    expect(findings.map((one) => one.code)).toContain(code);
    const refused = await admin!.post('/api/calendar', { text: wrong, document: '国办发明电〔2026〕7号（示例）', base });
    expect(refused.json(), code).toMatchObject({
      code: 'calendar-refused',
      detail: expect.stringContaining('日历中有不能采用的内容') as string,
    });
  }
  expect(routes.operations.calendar.response.parse((await window!.get('/api/calendar')).json()).daysOff).toEqual(daysOff);

  // The year as it is, with the last day of the limit off as well.
  const { weekendsWorked } = routes.operations.calendar.response.parse((await window!.get('/api/calendar')).json());
  const ofYear = (days: string[]) => days.filter((day) => day.startsWith(year));
  const text = JSON.stringify({ daysOff: [...ofYear(daysOff), due], weekendsWorked: ofYear(weekendsWorked) });
  const found = await preview(text);
  expect(found).toMatchObject({ findings: [], days: [{ day: due, worked: false }] });
  expect(found.cases.later).toBeGreaterThanOrEqual(1);

  const apply = { text, document: '国办发明电〔2026〕7号（示例）', base: found.base };
  expect((await admin!.post('/api/calendar', { ...apply, base: found.base - 1 })).json()).toMatchObject({ code: 'calendar-stale' });
  expect((await admin!.post('/api/calendar', { ...apply, text: `${year}-13-01,off` })).json()).toMatchObject({ code: 'calendar-refused' });
  expect((await admin!.post('/api/calendar', apply)).json()).toMatchObject({ revision: found.base + 1 });
  expect((await admin!.post('/api/calendar', apply)).json()).toMatchObject({ code: 'calendar-stale' });
  const after = await until(
    () => view(applicant!, caseNumber),
    ({ dueAt }) => dueAt! > before.dueAt!,
  );
  const note = after.timeline.find(({ type }) => type === 'clock.recomputed')!;
  expect(note.params).toMatchObject({ calendar: apply.document });
  expect(note.params.moved).toContainEqual(expect.objectContaining({ clock: 'receive', from: expect.stringContaining(due) }));
});
