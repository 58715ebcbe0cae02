import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programSchema } from '../../schema/process/program.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import { compile } from './compile.ts';

const folders = [new URL('./fixtures/miwg/', import.meta.url), new URL('../scenario/fixtures/', import.meta.url)];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => readFileSync(new URL(name, folder))),
);
// Small files give many more runs for the same time.
const small = files.filter((file) => file.length < 6_000);
const texts = small.map((file) => file.toString('utf8'));

/** What a file must come to whatever it holds: a program that runs to an answer, or findings. */
function check(source: string | Uint8Array): void {
  const compiled = compile(source);
  if ('refused' in compiled) {
    expect(compiled.refused.length).toBeGreaterThan(0);
    for (const { code } of compiled.refused) expect(code).toMatch(/^(unsupported|invalid)-[a-z-]+$|^not-(executable|well-formed)$/);
    return;
  }
  const outcome = runScenario(compiled.program, { variables: { x: 1 }, steps: [{ advance: 'P1D' }] });
  expect(JSON.parse(JSON.stringify(outcome))).toHaveProperty('exit');
}

const pieces = [
  '<task id="z"/>',
  '</process>',
  '<!--',
  '&x;',
  'id=""',
  '<sequenceFlow id="zz" sourceRef="s" targetRef="s"/>',
  '<![CDATA[',
  '<extensionElements/>',
  '${',
  ' cancelActivity="true"',
  '<timerEventDefinition/>',
  '\u0000',
  '𠮷',
];

describe('any file', () => {
  it.each(files.map((file, at) => [at, file] as const))('number %i of the fixtures has an answer', (_at, file) => check(file));

  it('compiles to what the program schema describes', () => {
    for (const file of files) {
      const compiled = compile(file);
      if ('program' in compiled) expect(programSchema.parse(compiled.program)).toEqual(compiled.program);
    }
  });

  it('has an answer after bytes of it were changed', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.array(change, { minLength: 1, maxLength: 6 }), (file, changes) => {
        const bytes = new Uint8Array(file);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        check(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('has an answer after pieces of it were cut, doubled, moved or put in', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.integer({ min: 0, max: 120 }), put: fc.constantFrom('', 'twice', ...pieces) });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let changed = text;
        for (const { at, length, put } of edits) {
          const from = at % (changed.length + 1);
          const cut = changed.slice(from, from + length);
          changed = changed.slice(0, from) + (put === 'twice' ? cut + cut : put) + changed.slice(from + length);
        }
        check(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('has an answer after its elements were renamed or its references crossed', () => {
    const words = [
      'userTask',
      'startEvent',
      'endEvent',
      'exclusiveGateway',
      'inclusiveGateway',
      'eventBasedGateway',
      'boundaryEvent',
      'subProcess',
      'adHocSubProcess',
      'complexGateway',
      'callActivity',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...words),
        fc.constantFrom(...words),
        fc.nat(),
        fc.nat(),
        (text, from, to, a, b) => {
          const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
          const renamed = text.replaceAll(new RegExp(`(</?)${from}(?=[ />])`, 'g'), `$1${to}`);
          check(renamed.replace(`targetRef="${ids[a % ids.length]}"`, `targetRef="${ids[b % ids.length]}"`));
        },
      ),
      { numRuns: 300 },
    );
  });
});
