import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const run = fileURLToPath(new URL('./run.mjs', import.meta.url));
const fixtures = fileURLToPath(new URL('../scenario/fixtures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function scenario(...args: string[]): { exit: number | null; lines: unknown[]; stderr: string } {
  const done = spawnSync(process.execPath, [run, 'scenario', ...args], { encoding: 'utf8' });
  const lines = done.stdout.split('\n').filter((line) => line !== '');
  return { exit: done.status, lines: lines.map((line) => JSON.parse(line) as unknown), stderr: done.stderr };
}

const process_ = join(fixtures, 'complete.bpmn');
const nothing = put('nothing.json', '{"variables":{"who":"wang"}}');

describe('the scenario command', () => {
  it('prints one result and gives 0', () => {
    const { exit, lines, stderr } = scenario(process_, nothing);
    expect(lines).toEqual([expect.objectContaining({ status: 'running', path: ['s', 't'] })]);
    expect([exit, stderr]).toEqual([0, '']);
  });

  it('gives 1 with every finding for a file that is refused', () => {
    const broken = put('broken.bpmn', '<definitions>');
    expect(scenario(broken, nothing)).toMatchObject({ exit: 1, lines: [{ refused: [{ element: null, code: 'not-well-formed' }] }] });
  });

  it('gives 2 with what had happened for a step that is not possible', () => {
    const steps = put('steps.json', '{"variables":{"who":"x"},"steps":[{"complete":"t"},{"complete":"t"}]}');
    const { exit, lines } = scenario(process_, steps);
    expect(lines).toEqual([expect.objectContaining({ error: expect.objectContaining({ step: 1 }), path: ['s', 't', 'u'] })]);
    expect(exit).toBe(2);
  });

  it.each([
    ['a file that is not there', [join(folder, 'none.bpmn'), nothing], 'file-not-found'],
    ['a folder', [folder, nothing], 'file-not-readable'],
    ['a scenario that is no JSON', [process_, process_], 'invalid-scenario'],
    ['a scenario of another shape', [process_, put('list.json', '{"steps":5}')], 'invalid-scenario'],
    ['a process that is not there', [process_, put('other.json', '{"process":"other"}')], 'no-such-process'],
    ['an impossible start', [process_, put('when.json', '{"startAt":"soon"}')], 'invalid-scenario'],
    ['nothing at all', [], 'usage'],
  ])('answers %s in JSON', (_title, args, code) => {
    const { exit, lines } = scenario(...args);
    expect(lines).toMatchObject([{ error: { step: null, code } }]);
    expect(exit).toBe(2);
  });

  it('runs a list, a line an entry and in order, whatever is wrong with one of them', () => {
    const entry = (bpmn: string, file: string): string => JSON.stringify({ bpmn, scenario: file });
    const list = put(
      'list.jsonl',
      [entry(process_, nothing), '', 'no entry', entry(nothing, nothing), entry(process_, nothing)].join('\n'),
    );
    const { exit, lines } = scenario('--batch', list);
    expect(lines).toMatchObject([
      { exit: 0, result: { status: 'running' } },
      { exit: 2, result: { error: { code: 'invalid-entry' } } },
      { exit: 1, result: { refused: [{ code: 'not-well-formed' }] } },
      { exit: 0, result: { status: 'running' } },
    ]);
    expect(exit).toBe(0);
  });
});
