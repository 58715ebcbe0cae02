import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { conformance } from './conformance.ts';

const own = fileURLToPath(new URL('../../workflows/compile/fixtures/miwg', import.meta.url));

it('every element, pattern and interchange file comes out as the committed tables say', { timeout: 120_000 }, async () => {
  const { markdown, wrong } = await conformance(own);
  expect(wrong).toEqual([]);
  expect(markdown).toBe(readFileSync(new URL('../../schema/process/conformance.md', import.meta.url), 'utf8'));
});
