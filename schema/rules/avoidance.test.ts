import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { avoidanceOf, lawOf } from './avoidance.ts';
import type { CaseOfAvoidance, PersonOfCase, RecusalFact, TaskOfAvoidance } from './avoidance.ts';

const ids = ['li', 'wang', 'bookshop'];
const codes = ['11430104900071271B', '92430104MA4L1DEM27', '11010519491231002X'];
const stages = ['receive', 'review', 'decide', 'deliver'] as const;
const elements = ['Receive', 'Review', 'Hearing', 'Decide'];

const person: fc.Arbitrary<PersonOfCase> = fc.record({
  id: fc.constantFrom(...ids),
  code: fc.option(fc.constantFrom(...codes)),
  ties: fc.subarray(codes),
  posts: fc.array(
    fc.record({
      organisationId: fc.constantFrom('yuelu', 'hunan'),
      department: fc.constantFrom('', 'media'),
      creditCode: fc.option(fc.constantFrom(...codes)),
    }),
    { maxLength: 2 },
  ),
});
const recusal: fc.Arbitrary<RecusalFact> = fc.record({
  state: fc.constantFrom('pending' as const, 'upheld' as const, 'rejected' as const),
  personId: fc.option(fc.constantFrom(...ids)),
  organisationId: fc.option(fc.constantFrom('yuelu', 'hunan')),
  department: fc.option(fc.constantFrom('', 'media')),
});
const step = fc.record({ element: fc.constantFrom(...elements), stage: fc.option(fc.constantFrom(...stages)) });
const caseOf: fc.Arbitrary<CaseOfAvoidance> = fc.record({
  applicantId: fc.constantFrom(...ids),
  applicantCodes: fc.subarray(codes),
  submittedById: fc.option(fc.constantFrom(...ids)),
  recusals: fc.array(recusal, { maxLength: 3 }),
  acted: fc.array(
    fc.tuple(step, fc.constantFrom(...ids)).map(([one, userId]) => ({ ...one, userId })),
    { maxLength: 4 },
  ),
});
const task: fc.Arbitrary<TaskOfAvoidance | null> = fc.option(
  fc.record({ element: fc.constantFrom(...elements), stage: fc.option(fc.constantFrom(...stages)), separateFrom: fc.subarray(elements) }),
);

describe('for every person, case and task', () => {
  test('nobody handles what they applied for, handed in, or their own organisation asks for', () => {
    fc.assert(
      fc.property(person, caseOf, task, (who, of, what) => {
        const isParty =
          who.id === of.applicantId ||
          who.id === of.submittedById ||
          [who.code, ...who.posts.map((post) => post.creditCode)].some(
            (code) => typeof code === 'string' && of.applicantCodes.includes(code),
          );
        if (isParty) expect(avoidanceOf(who, of, what)).toMatch(/^own/);
      }),
    );
  });

  test('who has declared a tie to the applicant does nothing in the case', () => {
    fc.assert(
      fc.property(person, caseOf, task, (who, of, what) => {
        if (who.ties!.some((code) => of.applicantCodes.includes(code))) expect(avoidanceOf(who, of, what)).toMatch(/^own|^declaredTie$/);
        else expect(avoidanceOf(who, of, what)).not.toBe('declaredTie');
      }),
    );
  });

  test('who reviewed does not decide, whatever else is so', () => {
    fc.assert(
      fc.property(person, caseOf, (who, of) => {
        const reviewed = { ...of, acted: [...of.acted, { userId: who.id, element: 'Review', stage: 'review' as const }] };
        expect(avoidanceOf(who, reviewed, { element: 'Decide', stage: 'decide' })).not.toBeNull();
      }),
    );
  });

  test('what a person did in one step keeps nobody else from another', () => {
    fc.assert(
      fc.property(person, caseOf, task, (who, of, what) => {
        const others = { ...of, acted: of.acted.filter((one) => one.userId !== who.id) };
        expect(['separated', 'fourEyes']).not.toContain(avoidanceOf(who, others, what));
      }),
    );
  });

  test('a challenge keeps only the one it names while it is pending, and one that was rejected nobody', () => {
    fc.assert(
      fc.property(person, caseOf, task, (who, of, what) => {
        const without = { ...of, recusals: of.recusals.filter((one) => one.state === 'upheld') };
        const named = of.recusals.some((one) => one.state === 'pending' && one.personId === who.id);
        if (!named) expect(avoidanceOf(who, of, what)).toBe(avoidanceOf(who, without, what));
      }),
    );
  });

  test('upholding one more challenge never lets anybody in', () => {
    fc.assert(
      fc.property(person, caseOf, recusal, task, (who, of, one, what) => {
        const more = { ...of, recusals: [...of.recusals, { ...one, state: 'upheld' as const }] };
        if (avoidanceOf(who, of, what) !== null) expect(avoidanceOf(who, more, what)).not.toBeNull();
      }),
    );
  });

  test('every reason has its law', () => {
    fc.assert(
      fc.property(person, caseOf, task, (who, of, what) => {
        const reason = avoidanceOf(who, of, what);
        if (reason !== null) expect(lawOf(reason).zh).toMatch(/\S/);
      }),
    );
  });
});

const of: CaseOfAvoidance = { applicantId: 'bookshop', applicantCodes: [codes[1]!], submittedById: 'bookshop', recusals: [], acted: [] };
const li: PersonOfCase = { id: 'li', posts: [{ organisationId: 'yuelu', department: '', creditCode: codes[0]! }] };

test('a hearing officer is none of the reviewers: the definition says which steps are apart', () => {
  const acted = [{ userId: 'li', element: 'Review', stage: 'review' as const }];
  expect(avoidanceOf(li, { ...of, acted }, { element: 'Hearing', stage: 'review', separateFrom: ['Review'] })).toBe('separated');
  expect(avoidanceOf(li, { ...of, acted }, { element: 'Hearing', stage: 'review' })).toBeNull();
});

test('who decided may deliver', () => {
  const acted = [{ userId: 'li', element: 'Decide', stage: 'decide' as const }];
  expect(avoidanceOf(li, { ...of, acted }, { element: 'Deliver', stage: 'deliver' })).toBeNull();
});

test('a department that is to stay away means whoever holds a post in it', () => {
  const recusals = [{ state: 'upheld' as const, personId: null, organisationId: 'yuelu', department: '' }];
  expect(avoidanceOf(li, { ...of, recusals }, null)).toBe('recused');
  const media = [{ ...recusals[0]!, department: 'media' }];
  expect(avoidanceOf(li, { ...of, recusals: media }, null)).toBeNull();
});
