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

test('a hearing is held in time, and told of seven days before', () => {
  const held = (noticeAt: string | null, heldAt: string | null) => kinds({ hearing: { due, noticeAt, heldAt } });
  expect(held('2026-03-05T09:00:00+08:00', '2026-03-12T09:00:00+08:00')).toEqual([]);
  expect(held('2026-03-05T23:30:00+08:00', '2026-03-12T09:00:00+08:00')).toEqual([]);
  expect(held('2026-03-06T00:30:00+08:00', '2026-03-12T09:00:00+08:00')).toEqual(['shortHearingNotice']);
  expect(held(null, '2026-03-12T09:00:00+08:00')).toEqual(['shortHearingNotice']);
  expect(held('2026-03-05T09:00:00+08:00', null)).toEqual(['lateHearing']);
  expect(held('2026-03-11T09:00:00+08:00', '2026-03-18T09:00:00+08:00')).toEqual(['lateHearing']);
});

test('an inspection has two inspectors within five working days', () => {
  const assigned = (assignedAt: string | null, inspectors: number) => kinds({ inspection: { due, assignedAt, inspectors } });
  expect(assigned('2026-03-16T09:00:00+08:00', 2)).toEqual([]);
  expect(assigned('2026-03-16T09:00:00+08:00', 1)).toEqual(['tooFewInspectors']);
  expect(assigned(null, 0)).toEqual(['lateInspection']);
  expect(assigned('2026-03-18T09:00:00+08:00', 1)).toEqual(['lateInspection', 'tooFewInspectors']);
});
