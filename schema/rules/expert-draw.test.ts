import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidateText, drawOrder, nextInLine, panelOf } from './expert-draw.ts';

const seed = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
const candidates = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-z0-9-]{1,8}$/), reason: fc.constantFrom(null, null, 'recused', 'handledCase') }),
  { selector: ({ id }) => id, maxLength: 30 },
);

test('whoever is left out is never drawn, everybody else stands in the order once', () => {
  fc.assert(
    fc.property(seed, candidates, (one, list) => {
      const eligible = list.filter(({ reason }) => reason === null).map(({ id }) => id);
      expect(drawOrder(one, list).toSorted()).toEqual(eligible.toSorted());
    }),
  );
});

test('the same seed and people give the same order, however they are listed', () => {
  fc.assert(
    fc.property(seed, candidates, (one, list) => {
      expect(drawOrder(one, list.toReversed())).toEqual(drawOrder(one, list));
      expect(candidateText(list.toReversed())).toBe(candidateText(list));
    }),
  );
});

test('a draw that was made once comes out the same for ever', () => {
  const list = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, reason: id === 'c' ? 'recused' : null }));
  expect(drawOrder('000102030405060708090a0b0c0d0e0f', list)).toMatchInlineSnapshot(`
    [
      "f",
      "b",
      "a",
      "e",
      "g",
      "d",
    ]
  `);
  expect(() => drawOrder('x', list)).toThrow('32 hexadecimal digits');
});

test('each is drawn about as often as any other', () => {
  const list = Array.from({ length: 11 }, (_, n) => ({ id: `expert${n}`, reason: null }));
  const times = new Map<string, number>();
  const draws = 6000;
  for (let n = 0; n < draws; n++) {
    // Seeds that differ in one bit are as good as others.
    const order = drawOrder(n.toString(16).padStart(32, '0'), list);
    for (const id of order.slice(0, 5)) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const expected = (draws * 5) / 11;
  // Chi-squared over 10 degrees of freedom: 29.6 is passed once in a thousand.
  const chi = [...times.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  expect(times.size).toBe(11);
  expect(chi).toBeLessThan(29.6);
});

test('whoever falls out is replaced by the next of the same draw, never by one who was drawn before or must stay away', () => {
  const drawn = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat()), fc.func(fc.boolean()), (order, picks, isAway) => {
      const count = Math.ceil(order.length / 2);
      const away = new Map(order.filter((id) => isAway(id)).map((id) => [id, 'recused']));
      const replacements: { outId: string; inId: string }[] = [];
      for (;;) {
        const panel = panelOf(order, count, replacements);
        expect(new Set(panel).size).toBe(count);
        const inId = nextInLine(order, count, replacements, away);
        if (inId === null) break;
        expect(panel).not.toContain(inId);
        expect(away.has(inId)).toBe(false);
        expect(replacements.some(({ outId }) => outId === inId)).toBe(false);
        replacements.push({ outId: panel[picks.next().value! % count]!, inId });
      }
      const standBy = order.slice(count).filter((id) => !away.has(id));
      expect(replacements.map(({ inId }) => inId)).toEqual(standBy);
    }),
  );
});
