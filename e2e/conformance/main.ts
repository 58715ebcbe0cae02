import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { conformance } from './conformance.ts';
import { interchangeFolder } from './exchange.ts';

const page = fileURLToPath(new URL('../../schema/process/conformance.md', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, miwg: { type: 'string' } } });

const { markdown, wrong } = await conformance(interchangeFolder(values.miwg ?? process.env['MIWG']));
process.stdout.write(markdown);
for (const one of wrong) process.stderr.write(`wrong: ${one}\n`);
if (wrong.length > 0) process.exitCode = 1;
if (!values.check) writeFileSync(page, markdown);
else if (readFileSync(page, 'utf8') !== markdown) {
  process.stderr.write('schema/process/conformance.md is not what the run gives: npm run conformance\n');
  process.exitCode = 1;
}
