import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absenceDenial, coversRole, dayOf, isAway, isUnderWay } from './stand-in.ts';
import type { Absence } from './stand-in.ts';

const people = ['li', 'wang', 'zhao', 'qian'];
const days = Array.from({ length: 12 }, (_, n) => `2026-11-${String(n + 10)}`);
const roles = ['reviewer', 'decider'] as const;

const absence: fc.Arbitrary<Absence> = fc.record({
  userId: fc.constantFrom(...people),
  standInId: fc.option(fc.constantFrom(...people)),
  from: fc.constantFrom(...days),
  through: fc.constantFrom(...days),
  roles: fc.subarray([...roles]),
});

/** Those of a list of wishes that are granted, one after the other. */
const granted = (wishes: Absence[]): Absence[] =>
  wishes.reduce<Absence[]>((present, wish) => (absenceDenial(present, wish, days[0]!) === null ? [...present, wish] : present), []);

describe('whatever is asked for in whatever order', () => {
  test('nobody who stands in is away, so there is neither chain nor circle', () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 20 }), fc.constantFrom(...days), (wishes, day) => {
        const now = granted(wishes).filter((one) => isUnderWay(one, day));
        const away = new Set(now.map((one) => one.userId));
        for (const { standInId } of now) if (standInId !== null) expect(away.has(standInId)).toBe(false);
      }),
    );
  });

  test('at most one person stands in for somebody in a role', () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 20 }), fc.constantFrom(...days), fc.constantFrom(...roles), (wishes, day, role) => {
        const now = granted(wishes).filter((one) => isUnderWay(one, day) && coversRole(one, role));
        expect(new Set(now.map((one) => one.userId)).size).toBe(now.length);
      }),
    );
  });

  test('an end passes by itself', () => {
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 20 }), fc.constantFrom(...people), (wishes, who) => {
        expect(isAway(granted(wishes), who, 'reviewer', '2026-11-30')).toBe(false);
      }),
    );
  });
});

test.each<[string, Absence[], Partial<Absence>, ReturnType<typeof absenceDenial>]>([
  ['an end before the beginning', [], { from: '2026-11-12', through: '2026-11-11' }, 'endsBeforeItBegins'],
  ['days that are over', [], { from: '2026-11-01', through: '2026-11-09' }, 'alreadyOver'],
  ['oneself', [], { standInId: 'li' }, 'standsForSelf'],
  ['the same days again', [{ userId: 'li', standInId: null, from: '2026-11-12', through: '2026-11-12', roles: [] }], {}, 'overlaps'],
  ['each for the other', [{ userId: 'wang', standInId: 'li', from: '2026-11-12', through: '2026-11-20', roles: [] }], {}, 'standInCycle'],
  [
    'a stand-in who is away',
    [{ userId: 'wang', standInId: 'zhao', from: '2026-11-12', through: '2026-11-20', roles: [] }],
    {},
    'standInAway',
  ],
  ['who stands in then', [{ userId: 'zhao', standInId: 'li', from: '2026-11-12', through: '2026-11-20', roles: [] }], {}, 'standsInThen'],
  ['other days', [{ userId: 'li', standInId: 'wang', from: '2026-11-13', through: '2026-11-20', roles: [] }], {}, null],
  [
    'another role',
    [{ userId: 'li', standInId: 'zhao', from: '2026-11-12', through: '2026-11-20', roles: ['decider'] }],
    { roles: ['reviewer'] },
    null,
  ],
])('%s', (_, present, change, denial) => {
  const proposed: Absence = { userId: 'li', standInId: 'wang', from: '2026-11-10', through: '2026-11-12', roles: [], ...change };
  expect(absenceDenial(present, proposed, '2026-11-10')).toBe(denial);
});

test('days are counted in Shanghai', () => {
  expect(dayOf(new Date('2026-11-24T15:59:59Z'))).toBe('2026-11-24');
  expect(dayOf(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
});
