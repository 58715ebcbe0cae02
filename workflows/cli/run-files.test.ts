import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runFiles } from './run-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [bpmn, scenario] = [join(folder, 'p.bpmn'), join(folder, 's.json')];
const flow = (from: string, to: string): string => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
writeFileSync(
  bpmn,
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><message id="m"/><process id="p"><startEvent id="s"/><serviceTask id="sv"/><userTask id="u"/>
  <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="e"/>${flow('s', 'sv')}${flow('sv', 'u')}${flow('u', 'c')}${flow('c', 'e')}</process></definitions>`,
);

function answer(written: string): { exit: number; error?: { step: number | null; code: string }; status?: string } {
  writeFileSync(scenario, written);
  const { exit, result } = runFiles(bpmn, scenario);
  return { exit, ...(JSON.parse(JSON.stringify(result)) as object) };
}

const whole = {
  process: 'p',
  variables: { x: 1 },
  startAt: '2026-01-05T09:00:00+08:00',
  services: { sv: { results: [{ result: { ok: true }, takes: 'PT1H' }], error: null, takes: 'PT2H' } },
  steps: [
    { advance: 'PT3H' },
    { operate: 'transfer', task: 'u', to: 'li' },
    { complete: 'u', by: 'li', variables: { y: 2 } },
    { message: 'm', correlationKey: 'k', variables: {} },
    { signal: 'sg' },
    { start: 'p' },
  ],
};

describe('a scenario', () => {
  it('runs as it is written', () => {
    expect(answer(JSON.stringify(whole))).toMatchObject({ exit: 0, status: 'completed' });
  });

  it.each([
    ['{"steps":[{"complete":5}]}', 0, 'invalid-step'],
    ['{"steps":[null]}', 0, 'invalid-step'],
    ['{"steps":[{"advance":"PT1S"},{"fly":"away"}]}', 1, 'invalid-step'],
    ['{"steps":[{"advance":"-P1D"}]}', 0, 'invalid-step'],
    ['{"steps":[{"operate":"fly","task":"u"}]}', 0, 'invalid-operation'],
    ['{"steps":[{"start":"__proto__"}]}', 0, 'no-such-process'],
    ['{"steps":[{"complete":"constructor"}]}', 0, 'not-open'],
    ['{"steps":{}}', null, 'invalid-scenario'],
    ['{"variables":[]}', null, 'invalid-scenario'],
    ['{"startAt":"2026-02-30"}', null, 'invalid-scenario'],
    ['{"process":"toString"}', null, 'no-such-process'],
    ['[]', null, 'invalid-scenario'],
    ['{"steps":[', null, 'invalid-scenario'],
  ])('%s stops at step %s with %s', (written, step, code) => {
    expect(answer(written)).toMatchObject({ exit: 2, error: { step, code } });
  });

  it.each([
    '{"variables":{"__proto__":{"a":1}}}',
    '\uFEFF{}',
    '{"services":{"sv":{"takes":"P99999999Y"}},"steps":[{"advance":"P1D"}]}',
    '{"other":1}',
  ])('%s runs', (written) => {
    expect(answer(written)).toMatchObject({ exit: 0, status: 'running' });
  });

  it('has an answer whatever stands in one of its places', () => {
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', 'p', 'u', 'P1D', '-P1D', 'P9999999Y', '2026-01-01', '__proto__', 'constructor', -1, 1e308),
    );
    fc.assert(
      fc.property(fc.nat(), values, (at, value) => {
        const copy = structuredClone(whole) as object;
        const places = placesOf(copy);
        const { holder, key } = places[at % places.length]!;
        holder[key] = value;
        const { exit, error } = answer(JSON.stringify(copy));
        expect(error?.code ?? '').not.toBe('internal');
        expect([0, 2]).toContain(exit);
      }),
      { numRuns: 400 },
    );
  });
});

type Holder = Record<string, unknown>;

/** Every place in a JSON value that something else can be put in. */
function placesOf(value: unknown): { holder: Holder; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}
