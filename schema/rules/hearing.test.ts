import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../documents/official-date.ts';
import {
  answerOf,
  closingRefusal,
  decisionHold,
  earliestDay,
  HearingAnswer,
  HearingBasis,
  HearingState,
  isHearingLate,
  isHearingOpen,
  noticeBy,
  noticeDays,
  recordRefusal,
  RecordSignature,
  requestRefusal,
  scheduleRefusal,
  stateAfterAnswers,
  stateNow,
  stopsLimit,
  waiverRefusal,
} from './hearing.ts';
import type { HearingFacts, HearingPerson } from './hearing.ts';

const day = 24 * 60 * 60_000;
const now = new Date('2026-11-27T10:00:00+08:00');
const later = (days: number): Date => new Date(now.getTime() + days * day);

const person = (more: Partial<HearingPerson> = {}): HearingPerson => ({
  servedAt: later(-1),
  dueAt: later(5),
  answer: null,
  noticeServedAt: null,
  signature: null,
  ...more,
});
const hearing = (more: Partial<HearingFacts> = {}): HearingFacts => ({
  state: 'told',
  basis: 'request',
  heldAt: null,
  mustHoldBy: null,
  hasOfficer: false,
  people: [person()],
  ...more,
});

const someTime = fc.option(fc.integer({ min: -40, max: 40 }).map(later), { nil: null });
const anyPerson: fc.Arbitrary<HearingPerson> = fc
  .record({
    servedAt: someTime,
    answer: fc.constantFrom(null, ...HearingAnswer.options),
    noticeServedAt: someTime,
    signature: fc.constantFrom(null, ...RecordSignature.options),
  })
  .map((one) => ({ ...one, dueAt: one.servedAt && new Date(one.servedAt.getTime() + 7 * day) }));
const anyHearing: fc.Arbitrary<HearingFacts> = fc.record({
  state: fc.constantFrom(...HearingState.options),
  basis: fc.constantFrom(...HearingBasis.options),
  heldAt: someTime,
  mustHoldBy: someTime,
  hasOfficer: fc.boolean(),
  people: fc.array(anyPerson, { minLength: 1, maxLength: 4 }),
});

describe('asking for a hearing (art. 47)', () => {
  test('in time, once; too late it is refused, and silence waives it', () => {
    expect(requestRefusal(hearing(), person(), now)).toBeNull();
    expect(requestRefusal(hearing(), person({ answer: 'requested' }), later(30))).toBeNull();
    expect(requestRefusal(hearing(), person(), later(6))).toBe('hearing-request-late');
    expect(answerOf(person(), later(6))).toBe('expired');
    expect(stateNow(hearing(), later(6))).toBe('waived');
  });

  test('whoever waived it may ask while the days run; before the notice is served no days run', () => {
    expect(requestRefusal(hearing(), person({ answer: 'waived' }), now)).toBeNull();
    expect(requestRefusal(hearing(), person({ servedAt: null, dueAt: null }), later(300))).toBeNull();
    expect(stateNow(hearing({ people: [person({ servedAt: null, dueAt: null })] }), later(300))).toBe('told');
  });

  test('one who wants it is enough; when the last one takes the request back none is held', () => {
    const [asks, not] = [person({ answer: 'requested' }), person({ answer: 'waived' })];
    expect(stateAfterAnswers(hearing({ people: [asks, not] }), now)).toBe('requested');
    expect(stateAfterAnswers(hearing({ state: 'scheduled', people: [asks, not] }), now)).toBe('scheduled');
    expect(stateAfterAnswers(hearing({ state: 'scheduled', people: [not, not] }), now)).toBe('waived');
    expect(stateAfterAnswers(hearing({ state: 'requested', people: [person(), not] }), now)).toBe('told');
    expect(waiverRefusal(hearing({ state: 'recorded' }))).toBe('hearing-not-asked');
  });

  test('one called ex officio is nobody’s to waive (art. 46)', () => {
    const called = hearing({ basis: 'public', state: 'requested', people: [person({ answer: 'waived' })] });
    expect(stateNow(called, later(100))).toBe('requested');
    expect(waiverRefusal(called)).toBe('hearing-not-asked');
    expect(requestRefusal(called, person(), now)).toBe('hearing-not-asked');
  });
});

describe('the date (art. 48)', () => {
  const asked = hearing({ state: 'requested', people: [person({ answer: 'requested' })] });

  test('a day sooner than seven days off can never be set, at whatever time of day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: -2 * 24 * 60, max: 30 * 24 * 60 }), (minute, ahead) => {
        const at = new Date(Date.parse('2026-11-27T00:00:00+08:00') + minute * 60_000);
        const heldAt = new Date(at.getTime() + ahead * 60_000);
        const isSoon = dayOf(heldAt) < earliestDay(at);
        expect(scheduleRefusal(asked, heldAt, at)).toBe(isSoon ? 'hearing-notice-short' : null);
      }),
    );
    expect(earliestDay(now)).toBe('2026-12-04');
    expect(scheduleRefusal(hearing(), later(30), now)).toBe('hearing-not-requested');
  });

  const ready = hearing({
    state: 'scheduled',
    heldAt: later(-1),
    hasOfficer: true,
    people: [person({ answer: 'requested', noticeServedAt: later(-1 - noticeDays) })],
  });

  test('no record without an officer, before the hour, or when somebody had the notice too late', () => {
    expect(recordRefusal(ready, now)).toBeNull();
    expect(recordRefusal({ ...ready, hasOfficer: false }, now)).toBe('hearing-without-officer');
    expect(recordRefusal(ready, later(-2))).toBe('hearing-not-yet');
    const late = [...ready.people, person({ noticeServedAt: later(-noticeDays) })];
    expect(recordRefusal({ ...ready, people: late }, now)).toBe('hearing-notice-late');
    expect(recordRefusal({ ...ready, people: [person()] }, now)).toBe('hearing-notice-late');
    expect(recordRefusal(asked, now)).toBe('hearing-not-scheduled');
    // Nobody has been noticed yet, and there is time to.
    const far = { ...ready, heldAt: later(noticeDays), people: [person()] };
    expect(recordRefusal(far, now)).toBe('hearing-not-yet');
    expect(recordRefusal(far, later(1))).toBe('hearing-notice-late');
    expect(noticeBy(far.heldAt)).toBe(dayOf(now));
  });

  test('what is held after its twenty days, set for later, or not held in them is late', () => {
    expect(isHearingLate({ ...ready, mustHoldBy: later(1) }, now)).toBe(false);
    expect(isHearingLate({ ...ready, mustHoldBy: later(-2) }, now)).toBe(true);
    expect(isHearingLate({ state: 'scheduled', heldAt: later(9), mustHoldBy: later(8) }, now)).toBe(true);
    expect(isHearingLate({ state: 'requested', heldAt: null, mustHoldBy: later(-1) }, now)).toBe(true);
    expect(isHearingLate({ state: 'closed', heldAt: later(-3), mustHoldBy: later(-1) }, now)).toBe(false);
  });
});

describe('what the decision waits for (art. 36, 47, 48)', () => {
  test('says what, and until when', () => {
    expect(decisionHold(hearing(), [], now)).toEqual({ code: 'hearing-running', until: later(5) });
    expect(decisionHold(hearing({ people: [person({ servedAt: null, dueAt: null })] }), [], now)).toMatchObject({
      code: 'hearing-unserved',
    });
    expect(decisionHold(hearing({ people: [person({ answer: 'waived' })] }), [], now)).toBeNull();
    expect(decisionHold(hearing(), [], later(6))).toBeNull();
    const told = { servedAt: now, dueAt: later(5), heardAt: null };
    expect(decisionHold(null, [told], now)).toEqual({ code: 'party-running', until: later(5) });
    expect(decisionHold(null, [{ ...told, servedAt: null, dueAt: null }], now)).toEqual({ code: 'party-unserved', until: null });
    expect(decisionHold(null, [{ ...told, heardAt: now }], now)).toBeNull();
    expect(decisionHold(null, [told], later(6))).toBeNull();
  });

  test('never anything while a hearing that is wanted is not over; never a hearing once it is', () => {
    fc.assert(
      fc.property(anyHearing, (one) => {
        const state = stateNow(one, now);
        const hold = decisionHold(one, [], now);
        if (stopsLimit(state)) expect(hold?.code).toBe('hearing-awaited');
        if (!isHearingOpen({ state })) expect(hold).toBeNull();
        if (state === 'told') expect(hold).not.toBeNull();
      }),
    );
  });

  test('a record is closed only when nobody’s word is missing', () => {
    fc.assert(
      fc.property(anyHearing, (one) => {
        const isWhole = one.state === 'recorded' && one.people.every(({ signature }) => signature !== null);
        expect(closingRefusal(one) === null).toBe(isWhole);
      }),
    );
  });
});

test('noting what time has done changes nothing that is seen', () => {
  fc.assert(
    fc.property(anyHearing, fc.integer({ min: -50, max: 50 }).map(later), (one, at) => {
      const noted = { ...one, state: stateNow(one, at), people: one.people.map((p) => ({ ...p, answer: answerOf(p, at) })) };
      expect(stateNow(noted, at)).toBe(stateNow(one, at));
      expect(decisionHold(noted, [], at)?.code).toBe(decisionHold(one, [], at)?.code);
    }),
  );
});
