import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../schema/contracts/index.ts';
import type { Method } from '../schema/contracts/route.ts';
import { loadTemplates } from '../schema/documents/load-templates.ts';
import { openApi } from './test-support/api-home.ts';
import type { ApiHome } from './test-support/api-home.ts';
import { item, licence, storeObjects } from './test-support/permission-objects.ts';
import { storeCase } from './test-support/stored-case.ts';
import type { StoredCase } from './test-support/stored-case.ts';
import type { Visitor } from './test-support/visitor.ts';

/** One account a role; the case that is asked for is the applicant's, received by the county of Yuelu in Hunan. */
const accounts = {
  applicant: 'bookshop',
  otherApplicant: 'company',
  window: 'yuelu-window',
  reviewer: 'yuelu-reviewer',
  decider: 'yuelu-decider',
  supervisor: 'yuelu-supervisor',
  provinceAbove: 'hunan-supervisor',
  otherCounty: 'xihu-window',
  otherProvince: 'zhejiang-supervisor',
  expert: 'hunan-expert1',
  governmentHead: 'yuelu-government',
  designer: 'designer',
  systemAdministrator: 'system-admin',
  securityAdministrator: 'security-admin',
  auditAdministrator: 'audit-admin',
} as const;
type Who = keyof typeof accounts;
const everybody = Object.keys(accounts) as Who[];

const applicants: Who[] = ['applicant', 'otherApplicant'];
const inTheCase: Who[] = ['window', 'reviewer', 'decider', 'supervisor', 'provinceAbove', 'governmentHead'];
const scoped: Who[] = [...inTheCase, 'otherCounty', 'otherProvince'];
const supervisors: Who[] = ['supervisor', 'provinceAbove', 'otherProvince'];
const overIncidents: Who[] = ['supervisor', 'provinceAbove', 'systemAdministrator'];

/** Supervisors over the body that holds the case. */
const mendsCases: Who[] = ['supervisor', 'provinceAbove'];

const documentId = (): string => `${stored.caseNumber}.1.0`;

interface Probe {
  path: string;
  body?: Record<string, unknown>;
  /** Who gets past the permissions; what they are answered then is not this test's. */
  allowed: Who[];
}

let home: ApiHome;
let stored: StoredCase;
let draftId: string;
const visitors = new Map<Who, Visitor>();

beforeAll(async () => {
  home = await openApi();
  stored = await storeCase(home.db, 'bookshop', 'yuelu', 1);
  for (const who of everybody) visitors.set(who, await home.as(accounts[who]));
  const { caseNumber, taskId } = stored;
  await storeObjects(home.db, { caseNumber, taskId, documentId: documentId() });
  const draft = await visitors.get('applicant')!.post('/api/drafts', { itemId: item, organisationId: 'yuelu' });
  draftId = draft.json<{ id: string }>().id;
});
afterAll(() => home.close());

const reached = { channels: ['portal'], electronic: true, email: null, phone: null, postalAddress: null };
const pooled = { fields: ['film'], workplace: '', ties: [] };
const typed = { decision: 'accept', opinion: '', marks: [], agency: null };

/** Every endpoint of the contract that needs a sign-in, with a request that is whole. An endpoint without a line here fails. */
const probes = (): Record<string, Probe> => {
  const { caseNumber, taskId, incidentId } = stored;
  const aCase = `/api/cases/${caseNumber}`;
  const task = `/api/tasks/${taskId}`;
  const definition = `/api/definitions/${item}`;
  const template = '/api/document-templates/receipt';
  const batch = `/api/migrations/a-batch`;
  const content = loadTemplates().find(({ kind }) => kind === 'receipt')!;
  return {
    'drafts.create': { path: '/api/drafts', body: { itemId: item, organisationId: 'yuelu' }, allowed: applicants },
    'drafts.list': { path: '/api/drafts', allowed: applicants },
    'drafts.get': { path: `/api/drafts/${draftId}`, allowed: ['applicant'] },
    'drafts.save': { path: `/api/drafts/${draftId}`, body: { revision: 0, answers: {} }, allowed: ['applicant'] },
    'drafts.submit': { path: `/api/drafts/${draftId}/submit`, body: { revision: 0, declaration: true }, allowed: ['applicant'] },
    'drafts.removeFile': { path: '/api/files/case-file', allowed: ['applicant'] },
    'cases.mine': { path: '/api/cases/mine', allowed: applicants },
    'cases.search': { path: '/api/cases', allowed: scoped },
    'cases.get': { path: aCase, allowed: ['applicant', ...inTheCase] },
    'cases.map': { path: `${aCase}/map`, allowed: ['applicant', ...inTheCase] },
    'cases.correct': { path: `${aCase}/correction`, body: { step: 1, answers: {} }, allowed: ['applicant'] },
    'cases.withdraw': { path: `${aCase}/withdrawal`, body: { reason: '' }, allowed: ['applicant'] },
    'cases.object': { path: `${aCase}/objection`, body: { reason: 'x' }, allowed: ['applicant'] },
    'promises.ofDraft': { path: `/api/drafts/${draftId}/promises`, allowed: ['applicant'] },
    'promises.sign': { path: `/api/drafts/${draftId}/promises/premises`, body: { agreed: true }, allowed: ['applicant'] },
    'promises.takeBack': { path: `/api/drafts/${draftId}/promises/premises`, allowed: ['applicant'] },
    'promises.ofCase': { path: `${aCase}/promises`, allowed: ['applicant', ...inTheCase] },
    'promises.handIn': { path: `${aCase}/promises/a-promise/handing-in`, allowed: ['applicant'] },
    'promises.check': {
      path: `${aCase}/promises/a-promise/check`,
      body: { kept: true, remark: '' },
      allowed: ['window', 'reviewer', 'decider'],
    },
    'expertPool.list': { path: '/api/experts', allowed: supervisors },
    'expertPool.bodies': { path: '/api/expert-bodies', allowed: supervisors },
    'expertPool.changes': { path: '/api/experts/hunan-expert1/changes', allowed: ['provinceAbove'] },
    'expertPool.add': {
      path: '/api/experts',
      body: { ...pooled, organisationId: 'yuelu', login: 'an-expert', name: 'x', reason: 'x' },
      allowed: mendsCases,
    },
    'expertPool.change': {
      path: '/api/experts/hunan-expert1',
      body: { ...pooled, organisationId: 'hunan', reason: 'x', revision: 1 },
      allowed: ['provinceAbove'],
    },
    'expertPool.setState': {
      path: '/api/experts/hunan-expert1/state',
      body: { retired: true, reason: 'x', revision: 1 },
      allowed: ['provinceAbove'],
    },
    'hearings.ofCase': { path: `${aCase}/hearing`, allowed: ['applicant', ...inTheCase] },
    'hearings.officers': { path: `${aCase}/hearing/officers`, allowed: ['reviewer', 'decider'] },
    'hearings.nameParty': {
      path: `${aCase}/parties`,
      body: { name: 'x', interest: 'x', email: null, phone: null },
      allowed: ['reviewer', 'decider'],
    },
    'hearings.tell': {
      path: `${aCase}/hearing`,
      body: { basis: 'request', proposal: 'x', reasons: 'x' },
      allowed: ['reviewer', 'decider'],
    },
    'hearings.answer': { path: `${aCase}/hearing/answer`, body: { answer: 'waive', reason: '' }, allowed: ['applicant'] },
    'hearings.schedule': {
      path: `${aCase}/hearing/date`,
      body: { heldAt: '2099-01-01T09:00:00+08:00', place: 'x', officerId: 'x' },
      allowed: ['reviewer', 'decider'],
    },
    'hearings.replaceOfficer': { path: `${aCase}/hearing/officer`, body: { officerId: 'x' }, allowed: ['reviewer', 'decider'] },
    // The officer of this one is the supervisor.
    'hearings.record': {
      path: `${aCase}/hearing/record`,
      body: { recorder: 'x', participants: [{ name: 'x', role: 'x' }], statements: [{ speaker: 'x', words: 'x' }] },
      allowed: ['reviewer', 'decider', 'supervisor'],
    },
    'hearings.sign': { path: `${aCase}/hearing/signature`, body: { name: 'x', remark: '' }, allowed: ['applicant'] },
    'hearings.noteSignature': {
      path: `${aCase}/hearing/signatures`,
      body: { personId: 'x', outcome: 'absent', remark: '' },
      allowed: ['reviewer', 'decider', 'supervisor'],
    },
    'hearings.close': { path: `${aCase}/hearing/closing`, allowed: ['reviewer', 'decider', 'supervisor'] },
    'corrections.draft': { path: `${aCase}/marks`, allowed: inTheCase },
    'corrections.mark': {
      path: `${aCase}/marks`,
      body: { target: 'field', path: 'x', message: 'x' },
      allowed: ['window', 'reviewer', 'decider'],
    },
    'corrections.unmark': { path: `${aCase}/marks/a-mark`, allowed: ['window'] },
    'tasks.list': { path: '/api/tasks', allowed: [...scoped, 'expert'] },
    'tasks.counts': { path: '/api/tasks/counts', allowed: [...scoped, 'expert'] },
    'tasks.get': { path: task, allowed: inTheCase },
    'tasks.colleagues': { path: `${task}/colleagues`, allowed: inTheCase },
    'tasks.claim': { path: `${task}/claim`, allowed: ['window'] },
    'tasks.saveDraft': { path: `${task}/draft`, body: typed, allowed: ['window'] },
    'tasks.complete': { path: `${task}/complete`, body: { ...typed, step: 1 }, allowed: ['window'] },
    'tasks.issueMany': { path: '/api/tasks/issues', body: { taskIds: ['none'] }, allowed: [...scoped, 'expert'] },
    'tasks.operate': { path: `${task}/operations`, body: { operation: 'urge' }, allowed: inTheCase },
    'tasks.done': { path: '/api/tasks/done', allowed: [...scoped, 'expert'] },
    'tasks.read': { path: `${task}/read`, allowed: inTheCase },
    'consultations.list': { path: '/api/consultations', allowed: [...scoped, 'expert'] },
    'consultations.answer': { path: `/api/consultations/a-question/answer`, body: { answer: 'x' }, allowed: ['reviewer'] },
    'copies.list': { path: '/api/copies', allowed: [...scoped, 'expert'] },
    'absences.list': { path: '/api/absences', allowed: [...scoped, 'expert'] },
    'absences.people': { path: '/api/absences/people', allowed: [...scoped, 'expert'] },
    'absences.create': {
      path: '/api/absences',
      body: { userId: 'yuelu-reviewer', standInId: null, from: '2099-01-01', through: '2099-01-02', roles: [] },
      allowed: ['reviewer', 'supervisor', 'provinceAbove'],
    },
    'absences.revoke': { path: `/api/absences/an-absence/revocation`, allowed: ['reviewer', 'supervisor', 'provinceAbove'] },
    'recusals.list': { path: '/api/recusals', allowed: ['decider', ...supervisors] },
    'recusals.ofCase': { path: `${aCase}/recusals`, allowed: ['applicant', ...inTheCase] },
    'recusals.declare': { path: `${aCase}/recusals`, body: { reason: 'x' }, allowed: inTheCase },
    'recusals.challenge': { path: `${aCase}/challenges`, body: { officer: 'x', reason: 'x' }, allowed: ['applicant'] },
    'recusals.decide': {
      path: `/api/recusals/a-recusal/decision`,
      body: { uphold: false, reason: 'x' },
      allowed: ['decider', 'supervisor', 'provinceAbove'],
    },
    'experts.ofCase': { path: `${aCase}/experts`, allowed: inTheCase },
    'experts.draw': { path: `${task}/expert-draw`, body: { count: 5 }, allowed: ['window'] },
    'experts.decline': { path: `${task}/expert-decline`, body: { reason: 'x' }, allowed: ['window'] },
    'experts.replace': {
      path: `${aCase}/expert-replacements`,
      body: { expertId: 'x', why: 'challenged', reason: 'x' },
      allowed: ['reviewer', 'decider', ...mendsCases],
    },
    'inspections.mine': { path: '/api/inspections', allowed: ['window', 'reviewer', 'decider', 'otherCounty'] },
    'inspections.ofCase': { path: `${aCase}/inspections`, allowed: inTheCase },
    'inspections.people': { path: `${aCase}/inspectors`, allowed: ['reviewer', 'decider'] },
    'inspections.order': {
      path: `${aCase}/inspections`,
      body: { kind: 'siteVisit', officers: [], place: 'x', points: ['x'], law: null, note: '' },
      allowed: ['reviewer', 'decider'],
    },
    'inspections.get': { path: '/api/inspections/a-visit', allowed: inTheCase },
    'inspections.record': {
      path: '/api/inspections/a-visit/record',
      body: { revision: 9, findings: [], conclusion: '', result: null, photos: [] },
      allowed: ['reviewer'],
    },
    'inspections.removePhoto': { path: '/api/inspection-photos/a-photo', allowed: ['reviewer'] },
    'inspections.sign': { path: '/api/inspections/a-visit/signatures', body: { revision: 9, signedName: 'x' }, allowed: ['reviewer'] },
    'inspections.cancel': { path: '/api/inspections/a-visit/cancellation', body: { reason: 'x' }, allowed: ['reviewer', 'decider'] },
    'tasks.release': { path: `${task}/release`, allowed: ['window'] },
    'definitions.list': { path: '/api/definitions', allowed: ['designer', ...supervisors] },
    'definitions.versions': { path: `${definition}/versions`, allowed: ['designer', ...supervisors] },
    'definitions.version': { path: `${definition}/versions/1`, allowed: ['designer', ...supervisors] },
    'definitions.running': { path: `${definition}/running`, allowed: ['designer', ...supervisors] },
    'definitions.draft': { path: `${definition}/draft`, allowed: ['designer'] },
    'definitions.saveDraft': { path: `${definition}/draft`, body: { bpmn: '<x/>', revision: 0 }, allowed: ['designer'] },
    'definitions.check': { path: `${definition}/check`, body: { bpmn: '<x/>' }, allowed: ['designer'] },
    'definitions.publish': { path: `${definition}/publish`, body: { revision: 9, note: 'x', effectiveAt: null }, allowed: ['designer'] },
    'definitions.discardDraft': { path: `${definition}/draft`, allowed: ['designer'] },
    'migrations.mapping': { path: `${definition}/mapping?from=1&to=1`, allowed: ['designer', ...supervisors] },
    'migrations.list': { path: `${definition}/migrations`, allowed: ['designer', ...supervisors] },
    'migrations.try': { path: `${definition}/migrations`, body: { from: 1, to: 1, mapping: {} }, allowed: ['designer'] },
    'migrations.get': { path: batch, allowed: ['designer', ...supervisors] },
    'migrations.cases': { path: `${batch}/cases`, allowed: ['designer', ...supervisors] },
    'migrations.run': { path: `${batch}/run`, body: { reason: 'x' }, allowed: ['designer'] },
    'migrations.pause': { path: `${batch}/pause`, allowed: ['designer'] },
    'migrations.resume': { path: `${batch}/resume`, allowed: ['designer'] },
    'migrations.retry': { path: `${batch}/retry`, allowed: ['designer'] },
    'migrations.undo': { path: `${batch}/undo`, body: { reason: 'x', caseNumber: null }, allowed: ['designer'] },
    'documents.ofCase': { path: `${aCase}/documents`, allowed: ['applicant', ...inTheCase] },
    'documents.retry': { path: `/api/documents/${documentId()}/retry`, allowed: overIncidents },
    'documents.templates': { path: '/api/document-templates', allowed: ['designer', ...supervisors] },
    'documents.versions': { path: `${template}/versions`, allowed: ['designer', ...supervisors] },
    'documents.version': { path: `${template}/versions/1`, allowed: ['designer', ...supervisors] },
    'documents.draft': { path: `${template}/draft`, allowed: ['designer'] },
    'documents.saveDraft': { path: `${template}/draft`, body: { content, revision: 0 }, allowed: ['designer'] },
    'documents.publish': { path: `${template}/publish`, body: { revision: 9, note: 'x', effectiveAt: null }, allowed: ['designer'] },
    'documents.discardDraft': { path: `${template}/draft`, allowed: ['designer'] },
    'documents.preview': { path: `${template}/preview`, body: { content }, allowed: ['designer'] },
    'documents.previewResult': { path: '/api/document-previews/designers', allowed: ['designer'] },
    'licences.mine': { path: '/api/licences/mine', allowed: applicants },
    'licences.search': { path: '/api/licences', allowed: scoped },
    'licences.get': { path: `/api/licences/${licence}`, allowed: ['applicant', ...inTheCase] },
    'licences.apply': { path: `/api/licences/${licence}/drafts`, body: { itemId: 'publication-licence-change' }, allowed: ['applicant'] },
    'licences.end': {
      path: `/api/licences/${licence}/cases`,
      body: { itemId: 'licence-withdrawal', reason: 'x' },
      allowed: ['reviewer', 'decider', 'supervisor', 'provinceAbove'],
    },
    'licences.reprint': {
      path: `/api/licences/${licence}/reprints`,
      body: { reason: 'x' },
      allowed: ['window', 'decider', 'supervisor', 'provinceAbove'],
    },
    'licences.reuse': {
      path: `/api/drafts/${draftId}/licence-materials`,
      body: { materialCode: 'identity', number: licence },
      allowed: ['applicant'],
    },
    'procedures.get': { path: `${aCase}/procedures`, allowed: inTheCase },
    'procedures.start': {
      path: `${aCase}/procedures`,
      body: { basis: 'hearing', law: '《行政许可法》第四十六条', days: 5, reason: 'x' },
      allowed: ['reviewer', 'decider'],
    },
    'procedures.end': { path: `${aCase}/procedures/end`, body: { reason: 'x' }, allowed: ['reviewer', 'decider'] },
    'procedures.extend': { path: `${aCase}/extension`, body: { days: 10, reason: 'x' }, allowed: ['decider'] },
    'calendar.revisions': { path: '/api/calendar/revisions', allowed: ['systemAdministrator'] },
    'calendar.preview': { path: '/api/calendar/preview', body: { text: '2027-01-01,off' }, allowed: ['systemAdministrator'] },
    'calendar.apply': { path: '/api/calendar', body: { text: 'x', document: 'x', base: 0 }, allowed: ['systemAdministrator'] },
    'service.choiceOfDraft': { path: `/api/drafts/${draftId}/service-choice`, allowed: ['applicant'] },
    'service.chooseForDraft': { path: `/api/drafts/${draftId}/service-choice`, body: reached, allowed: ['applicant'] },
    'service.choose': { path: `${aCase}/service-choice`, body: reached, allowed: ['applicant'] },
    'service.ofCase': { path: `${aCase}/service`, allowed: ['applicant', ...inTheCase] },
    'service.confirm': { path: `/api/documents/${documentId()}/receipt`, allowed: ['applicant'] },
    'service.further': {
      path: `/api/documents/${documentId()}/services`,
      body: { recipient: { kind: 'applicant', name: 'x' }, way: { channel: 'window' } },
      allowed: inTheCase,
    },
    'service.act': { path: `/api/services/a-service/acts`, body: { act: 'retry' }, allowed: inTheCase },
    'operations.incidents': { path: '/api/incidents', allowed: [...supervisors, 'systemAdministrator'] },
    'operations.incident': { path: `/api/incidents/${incidentId}`, allowed: overIncidents },
    'operations.retry': { path: `/api/incidents/${incidentId}/retry`, body: {}, allowed: overIncidents },
    'operations.skip': { path: `/api/incidents/${incidentId}/skip`, body: { reason: 'x' }, allowed: mendsCases },
    'operations.repair': { path: `${aCase}/repair`, allowed: mendsCases },
    'operations.correct': { path: `${aCase}/variables`, body: { values: { x: 1 }, reason: 'x', step: 1 }, allowed: mendsCases },
    'operations.move': { path: `${aCase}/moves`, body: { token: 1, to: 'Review', reason: 'x' }, allowed: mendsCases },
    'drafts.remove': { path: `/api/drafts/${draftId}`, allowed: ['applicant'] },
    'session.end': { path: '/auth/logout', allowed: everybody },
  };
};

interface Endpoint {
  method: Method;
  path: string;
  action: string;
}
const endpoints = Object.entries(routes).flatMap(([group, all]) =>
  Object.entries(all as Record<string, Endpoint>).map(([name, route]) => ({ name: `${group}.${name}`, ...route })),
);

test('the API serves every endpoint of the contract', () => {
  for (const { method, path } of endpoints) expect(home.app.hasRoute({ method, url: path }), `${method} ${path}`).toBe(true);
});

describe('every role at every endpoint', () => {
  const guarded = endpoints.filter(({ action }) => action !== 'public');
  // Who has declared that they are too close to the case is kept from changing its limits.
  const order = (name: string): number => ['recusals.declare', 'drafts.remove', 'session.end'].indexOf(name);

  test.each(guarded.toSorted((a, b) => order(a.name) - order(b.name)).map((one) => [one.name, one] as const))(
    '%s',
    async (name, { method }) => {
      const probe = probes()[name];
      expect(probe, `no probe for ${name}`).toBeDefined();
      const { path, body, allowed } = probe!;
      const unknown = await home.anyone.send(method, path, body ? { body } : {});
      expect(unknown.json()).toMatchObject({ code: 'not-signed-in', status: 401 });
      // Those who may come last: what they do must not change what the others are answered.
      for (const who of everybody.toSorted((a, b) => Number(allowed.includes(a)) - Number(allowed.includes(b)))) {
        const answer = await visitors.get(who)!.send(method, path, body ? { body } : {});
        const isKeptOut = [401, 403, 404].includes(answer.statusCode);
        expect({ who, passes: !isKeptOut }, answer.body).toEqual({ who, passes: allowed.includes(who) });
        expect(answer.statusCode, answer.body).not.toBe(500);
      }
    },
  );
});

test('every other address under /api and /auth that writes is refused, not ignored', async () => {
  const answer = await visitors.get('window')!.post('/api/nothing');
  expect(answer.json()).toMatchObject({ code: 'not-found' });
});
