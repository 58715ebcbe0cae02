import { expect, test } from 'vitest';
import { loadItems } from '../catalog/load.ts';
import type { Material } from '../catalog/item.ts';
import { grantBlock, isNeeded, promiseProblems } from './promises.ts';

const text = { zh: '承诺', en: 'I promise' };
const [base] = loadItems()[0]!.guide.materials;
const material = (code: string, rest: Partial<Material>): Material => ({ ...base!, code, necessity: 'required', promise: null, ...rest });
const follow = { kind: 'follow', days: 10, text, onOverdue: 'block' } as const;
const commit = { kind: 'commit', days: 30, text, onOverdue: 'revoke' } as const;
const main = material('form', {});

test('an item may take promises only where the law lets it', () => {
  const item = {
    id: 'x',
    risk: null,
    materials: [main, material('a', { necessity: 'mayFollow', promise: follow }), material('b', { promise: commit })],
  };
  expect(promiseProblems(item)).toEqual([]);
  for (const risk of ['nationalSecurity', 'stateSecrets', 'publicSafety', 'highRisk'] as const) {
    expect(promiseProblems({ ...item, risk })).toEqual([`x: b: no promise stands for proof where the risk is ${risk}`]);
  }
  expect(promiseProblems({ ...item, materials: [main, material('a', { necessity: 'mayFollow' })] })).toHaveLength(1);
  expect(promiseProblems({ ...item, materials: [main, material('a', { promise: follow })] })).toHaveLength(1);
  expect(promiseProblems({ ...item, materials: [material('b', { promise: commit })] })).toEqual(['x: some material must be there at once']);
  for (const { guide } of loadItems()) expect(promiseProblems(guide)).toEqual([]);
});

test('what was to follow holds the granting up until it is there; a word that stands for proof only once it is broken', () => {
  const due = new Date('2026-11-30T15:59:59Z');
  const [before, after] = [new Date('2026-11-30T15:59:59Z'), new Date('2026-11-30T16:00:00Z')];
  const at = (kind: 'follow' | 'commit', state: 'open' | 'handedIn' | 'kept') => [{ kind, state, dueAt: due }];
  expect(grantBlock([], after)).toBeNull();
  expect(grantBlock(at('follow', 'open'), before)).toBe('promiseOpen');
  expect(grantBlock(at('follow', 'handedIn'), after)).toBe('promiseOpen');
  expect(grantBlock(at('follow', 'open'), after)).toBe('promiseOverdue');
  expect(grantBlock(at('commit', 'open'), before)).toBeNull();
  expect(grantBlock(at('commit', 'open'), after)).toBe('promiseOverdue');
  expect(grantBlock(at('commit', 'handedIn'), after)).toBeNull();
  expect(grantBlock(at('follow', 'kept'), after)).toBeNull();
  expect(isNeeded({ necessity: 'mayFollow', promise: follow })).toBe(true);
  expect(isNeeded({ necessity: 'optional', promise: null })).toBe(false);
});
