import { expect, test } from 'vitest';
import { violationsOf } from './violations.ts';
import type { DatedFacts } from './violations.ts';

const now = '2026-03-20T10:00:00+08:00';
const due = '2026-03-17T23:59:59+08:00';
const kinds = (facts: Partial<DatedFacts>): string[] => violationsOf({ now, joint: false, clocks: {}, ...facts }).map(({ kind }) => kind);

test.each([
  ['correction', 'lateCorrection'],
  ['firstReview', 'lateForwarding'],
  ['decision', 'lateDecision'],
  ['deliver', 'lateDelivery'],
] as const)('%s past its limit is %s, done late or not done; in time, standing still or not yet it is none', (name, kind) => {
  const of = (clock: { due: string | null; endedAt: string | null }) => violationsOf({ now, joint: false, clocks: { [name]: clock } });
  expect(of({ due, endedAt: null })).toEqual([{ kind, at: due }]);
  expect(of({ due, endedAt: '2026-03-18T00:00:00+08:00' })).toEqual([{ kind, at: due }]);
  expect(of({ due, endedAt: due })).toEqual([]);
  expect(of({ due: null, endedAt: null })).toEqual([]);
  expect(of({ due: '2026-03-20T23:59:59+08:00', endedAt: null })).toEqual([]);
});

test('a joint decision is late by its own article', () => {
  expect(kinds({ joint: true, clocks: { decision: { due, endedAt: null } } })).toEqual(['lateJointDecision']);
});

test('a renewal is asked for 30 days before the licence ends, or as long before as the item says', () => {
  const asked = (appliedOn: string, daysBefore = 30) => kinds({ renewal: { appliedOn, licenceEndsOn: '2026-04-30', daysBefore } });
  expect(asked('2026-03-31')).toEqual([]);
  expect(asked('2026-04-01')).toEqual(['lateRenewal']);
  expect(asked('2026-03-31', 60)).toEqual(['lateRenewal']);
});

test.each([
  ['hearings', 'lateHearing'],
  ['inspections', 'lateInspection'],
] as const)('each of the %s past its limit is %s', (name, kind) => {
  const of = (...all: { due: string; endedAt: string | null }[]) => kinds({ [name]: all });
  expect(of({ due, endedAt: null })).toEqual([kind]);
  expect(of({ due, endedAt: due }, { due, endedAt: '2026-03-18T00:00:00+08:00' })).toEqual([kind]);
  expect(of({ due: '2026-03-20T23:59:59+08:00', endedAt: null })).toEqual([]);
});
