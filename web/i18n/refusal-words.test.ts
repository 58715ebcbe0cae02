import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import zh from './zh-CN/designer.json' with { type: 'json' };
import en from './en/designer.json' with { type: 'json' };

const readme = readFileSync(new URL('../../schema/process/README.md', import.meta.url), 'utf8');
const documented = [...readme.slice(readme.indexOf('## Refusals')).matchAll(/`((?:invalid|unsupported|not)-[a-z-]+)`/g)].map(
  (match) => match[1]!,
);

test.each([...new Set(documented)])('the refusal %s has words in both languages', (code) => {
  expect(zh.refusal).toHaveProperty(code, expect.stringMatching(/\S/));
  expect(en.refusal).toHaveProperty(code, expect.stringMatching(/\S/));
});
