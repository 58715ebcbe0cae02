import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CaseView } from '../../../schema/contracts/cases.ts';
import { loadItems } from '../../../schema/catalog/load.ts';
import { compile } from '../../../workflows/compile/compile.ts';
import type { SlowData } from '../reference.ts';
import { caseView } from './case-view.ts';
import type { CaseFacts } from './case-facts.ts';
import type { LedgerRow } from './repo.ts';

const { guide, form, bpmn } = loadItems()[0]!;
const compiled = compile(bpmn);
if ('refused' in compiled) throw new Error('the item does not compile');
const { program } = compiled;

/** Words that stand for what must not get out; whoever reads them knows that they did. */
const secret = { person: 'OFFICER-NAME', opinion: 'INNER-OPINION', answer: 'ANSWER', applicant: '张晓雨', file: 'FILE-NAME', mark: 'MARK' };

const types = [
  'case.submitted',
  'task.opened',
  'task.completed',
  'task.claimed',
  'task.released',
  'task.urged',
  'task.copied',
  'task.assigned',
  'task.consulted',
  'task.answered',
  'task.copyRead',
  'task.escalated',
  'task.passedOver',
  'correction.marked',
  'promise.returned',
  'anomaly.secondCorrection',
  'recusal.declared',
  'recusal.challenged',
  'recusal.upheld',
  'recusal.rejected',
  'effect.accept',
  'effect.requestCorrection',
  'effect.forward',
  'effect.deny',
  'operation.transfer',
  'operation.addSigner',
  'operation.suspend',
  'message.withdraw',
  'incident.raised',
  'case.returned',
  'case.light',
  'activity.started',
  'document.issued',
  'delivery.planned',
  'delivery.sent',
  'delivery.received',
  'delivery.failed',
  'delivery.refused',
] as const;

const entry: fc.Arbitrary<LedgerRow> = fc
  .record({
    caseNumber: fc.constant('1'),
    seq: fc.nat(100),
    step: fc.constant(1),
    at: fc.constant(new Date('2026-11-24T00:00:00Z')),
    type: fc.constantFrom(...types),
    actorId: fc.constantFrom('officer', null),
    actorName: fc.constantFrom(secret.person, null),
    organisationId: fc.constantFrom('national', null),
    element: fc.constantFrom('Review', null),
    elementName: fc.constantFrom('审查', null),
    data: fc.record(
      {
        opinion: fc.constant(secret.opinion),
        note: fc.constant(secret.opinion),
        variables: fc.constant({ decision: secret.opinion }),
        decision: fc.constant(secret.opinion),
        to: fc.constant(secret.person),
        users: fc.constant([secret.person]),
        experts: fc.constant([secret.person]),
        from: fc.constant(secret.person),
        onBehalfOf: fc.constant({ id: 'other', name: secret.person }),
        marks: fc.constant([{ target: 'field', path: 'x', message: secret.mark }]),
        reason: fc.constant(secret.mark),
        message: fc.constant(secret.opinion),
        number: fc.constant(secret.mark),
        name: fc.constant(secret.opinion),
        sha256: fc.constant(secret.opinion),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Record<string, unknown>>,
    previousHash: fc.constant(''),
    hash: fc.constant(''),
  })
  .map((one) => (one.type === 'effect.forward' ? { ...one, data: { ...one.data, to: 'national' } } : one));

const organisation = {
  id: 'national',
  parentId: null,
  level: 'national' as const,
  name: { zh: '总局', en: 'National' },
  creditCode: '',
  regionCode: '',
  path: '/national/',
};
const slow: SlowData = {
  organisations: new Map([['national', organisation]]),
  departments: new Map(),
  calendar: { daysOff: [], weekendsWorked: [], publishedThrough: '2026-12-31' },
};
const at = new Date('2026-11-20T00:00:00Z');

const factsOf = (entries: LedgerRow[]): CaseFacts => ({
  objection: null,
  violations: [],
  found: {
    row: {
      caseNumber: 'A'.repeat(43),
      itemId: guide.id,
      definitionId: 'x.1',
      organisationId: 'national',
      holderOrganisationId: 'national',
      applicantId: 'applicant',
      applicantName: secret.applicant,
      applicant: {},
      answers: { x: secret.answer },
      formVersion: 1,
      queryCodeHash: '',
      state: 'CORRECTION',
      stage: 'receive',
      step: 4,
      started: true,
      suspended: false,
      submittedAt: at,
      acceptedAt: null,
      endedAt: null,
      dueAt: null,
      promisedDueAt: null,
      warnAt: null,
      lightAt: null,
      clocks: {},
      correction: { marks: [{ target: 'field', path: 'x', message: secret.mark }], note: secret.mark, round: 1 },
      conclusion: { kind: 'deny', reason: secret.mark, agency: null },
      licenceNumber: null,
      subjectLicence: null,
      subjectCase: null,
      ledgerSeq: 1,
      ledgerHash: '',
    } as CaseFacts['found']['row'],
    guide,
    form,
    path: '/national/',
    consultedIds: [],
    informedIds: [],
    licenceEndsOn: null,
    tasks: [
      {
        task: {
          id: '1',
          element: 'Review',
          role: 'reviewer',
          organisationId: 'national',
          department: '',
          open: true,
          openedAt: at,
          dueAt: null,
          opinion: secret.opinion,
        },
        holderName: secret.person,
      } as CaseFacts['found']['tasks'][number],
    ],
  },
  entries,
  files: [
    {
      id: 'f',
      materialCode: 'x',
      name: secret.file,
      type: 'application/pdf',
      size: 1,
      sha256: '',
      trust: 'C',
      licenceIdentifier: null,
      scan: 'clean',
      uploadedAt: at,
    } as CaseFacts['files'][number],
  ],
  definition: { id: 'x.1', itemId: guide.id, version: 1, bpmn, program },
  slow,
  names: new Map(),
});

const read = (entries: LedgerRow[], relation: 'own' | 'public' | 'handling'): string =>
  JSON.stringify(CaseView.parse(caseView(factsOf(entries), { relation, language: 'zh', readerId: null, now: at })));

test('whatever has happened, an applicant reads no person and no inner opinion', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const text = read(
        entries.filter(({ type }) => type !== 'effect.requestCorrection'),
        'own',
      );
      for (const hidden of [secret.person, secret.opinion]) expect(text).not.toContain(hidden);
    }),
  );
});

test('whatever has happened, the public reads nothing that anybody wrote, handed in or is called', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const text = read(entries, 'public');
      for (const hidden of Object.values(secret)) expect(text).not.toContain(hidden);
    }),
  );
});

test('staff who handle the case read it all', () => {
  const completed: LedgerRow = {
    ...({
      caseNumber: '1',
      seq: 1,
      step: 1,
      at,
      previousHash: '',
      hash: '',
      organisationId: null,
      element: 'Review',
      elementName: '审查',
    } as const),
    type: 'task.completed',
    actorId: 'officer',
    actorName: secret.person,
    data: { opinion: secret.opinion },
  };
  const text = read([completed], 'handling');
  for (const shown of Object.values(secret)) expect(text).toContain(shown);
});
