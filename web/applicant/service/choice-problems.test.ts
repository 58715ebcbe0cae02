import { expect, test } from 'vitest';
import { problemsOf } from './choice-problems.ts';

const choice = { channels: ['portal' as const], electronic: false, email: null, phone: null, postalAddress: null };

test('every chosen way needs where to, and mail needs consent', () => {
  expect(problemsOf(choice)).toEqual([]);
  expect(problemsOf({ ...choice, channels: [] }).map(({ key }) => key)).toEqual(['noChannel']);
  const all = problemsOf({ ...choice, channels: ['email', 'sms', 'post', 'window'] });
  expect(all.map(({ key }) => key)).toEqual(['noEmail', 'noPhone', 'noAddress', 'needsConsent']);
  const whole = { electronic: true, email: 'shop@example.cn', phone: '138 0000 1234', postalAddress: '示例路1号' };
  expect(problemsOf({ ...whole, channels: ['email', 'sms', 'post'] })).toEqual([]);
});
