import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import zh from './zh-CN/migrations.json' with { type: 'json' };
import en from './en/migrations.json' with { type: 'json' };

const source = readFileSync(new URL('../../workflows/engine/migration/finding.ts', import.meta.url), 'utf8');
/** The codes of one of the engine's unions, as its source lists them. */
const codesOf = (union: string): string[] =>
  [
    ...source
      .slice(source.indexOf(`type ${union}`))
      .split(';')[0]!
      .matchAll(/'([a-z-]+)'/g),
  ].map((match) => match[1]!);

const findings = [...codesOf('FindingCode'), 'no-state', 'not-tried', 'no-answer', 'acted-since', 'not-undoable', 'already-there'];

test.each(findings)('why a case stays has words in both languages: %s', (code) => {
  for (const { finding } of [zh, en]) expect(finding).toHaveProperty(code, expect.stringMatching(/\S/));
});

test.each(codesOf('ChangeCode'))('what a migration changes has words in both languages: %s', (code) => {
  for (const { change } of [zh, en]) expect(change).toHaveProperty(code, expect.stringMatching(/\S/));
});

test('the unions are read', () => {
  expect(codesOf('FindingCode')).toContain('tokens-missing');
  expect(codesOf('ChangeCode')).toContain('past-sealed');
});
