import { expect, test } from 'vitest';
import { chain, process, tasks } from './over.test-support.ts';
import { proposeMapping } from './propose.ts';

const named = (id: string, name: string) => `<userTask id="${id}" name="${name}"/>`;
const found = (from: ReturnType<typeof process>, to: ReturnType<typeof process>) =>
  Object.fromEntries(proposeMapping(from, to).map(({ from: id, to: other, how, reason }) => [id, `${other} ${how} ${reason}`]));

const before = process(`${named('A', 'Check')}${named('B', 'Decide')}${tasks('C')}${chain('S', 'A', 'B', 'C', 'E')}`);

test('what has its id and kind is the same', () => {
  const same = found(before, before);
  expect(new Set(Object.values(same).map((text) => text.split(' ').slice(1).join(' ')))).toEqual(new Set(['automatic same-id']));
});

test('what has another id is suggested by its name, else by what lies round it', () => {
  const after = process(`${named('A', 'Check')}${named('Decision', 'Decide')}${tasks('Last')}${chain('S', 'A', 'Decision', 'Last', 'E')}`);
  expect(found(before, after)).toMatchObject({
    p: 'p automatic same-id',
    A: 'A automatic same-id',
    B: 'Decision suggested same-name',
    C: 'Last suggested same-neighbours',
  });
});

test('the same id on another kind of element is nothing, and no suggestion is made of two that fit', () => {
  const after = process(
    `<serviceTask id="A" name="Check"/>${named('X', 'Decide')}${named('Y', 'Decide')}${tasks('C')}${chain('S', 'A', 'X', 'Y', 'C', 'E')}`,
  );
  expect(found(before, after)).toMatchObject({ A: 'null missing null', B: 'null missing null', C: 'C automatic same-id' });
});
