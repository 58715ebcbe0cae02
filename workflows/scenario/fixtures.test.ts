import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile/compile.ts';
import { runScenario } from './run-scenario.ts';
import { scenarioSchema } from './scenario.ts';

interface Case {
  title: string;
  scenario: unknown;
  exit: number;
  expect: Record<string, unknown>;
}

const folder = new URL('./fixtures/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bpmn'))
  .map((file) => file.replace(/\.bpmn$/, ''));

/** Runs a case as the scenario command does. */
function run(xml: Uint8Array, written: unknown): { exit: number; result: object } {
  const scenario = scenarioSchema.parse(written);
  const compiled = compile(xml, { process: scenario.process });
  if ('refused' in compiled) return { exit: 1, result: { refused: compiled.refused } };
  return runScenario(compiled.program, scenario);
}

describe.each(names)('%s', (name) => {
  const xml = readFileSync(new URL(`${name}.bpmn`, folder));
  const cases = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Case[];
  it.each(cases)('$title', (one) => {
    const { exit, result } = run(xml, one.scenario);
    expect(result).toMatchObject(one.expect);
    expect(exit).toBe(one.exit);
  });
});
