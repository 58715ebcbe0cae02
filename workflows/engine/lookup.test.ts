import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { compile } from '../compile/compile.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import { scenarioSchema } from '../scenario/scenario.ts';
import { tokensByElement } from './inspect.ts';
import { findCaller, nextTimer, waitingConditions, waitingFor } from './lookup.ts';
import type { State } from './state.ts';

/** Everything that is looked up, as ids. */
function lookedUp(state: State) {
  const waits = Object.values(state.waits);
  const names = (kind: string) => [...new Set(waits.filter((wait) => wait.kind === kind).map((wait) => wait.name ?? ''))];
  return {
    live: tokensByElement(state),
    timer: nextTimer(state)?.id,
    conditions: waitingConditions(state).map(({ id }) => id),
    messages: names('message').map((name) => [...waitingFor(state, 'message', name)].map(({ id }) => id)),
    signals: names('signal').map((name) => [...waitingFor(state, 'signal', name)].map(({ id }) => id)),
    callers: Object.values(state.tokens).flatMap(({ call }) => (call === undefined ? [] : [findCaller(state, call)?.id])),
  };
}

const steps = vi.hoisted(() => ({ checked: 0 }));
const positions = new WeakMap<State, Record<string, number>>();

vi.mock(import('./advance.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    advance: (...given: Parameters<typeof real.advance>) => {
      const step = real.advance(...given);
      if (!step.ok) return step;
      const anew = JSON.parse(JSON.stringify(step.state)) as State;
      expect(lookedUp(step.state)).toEqual(lookedUp(anew));
      // What the steps tell of the elements they touched adds up to where the tokens are.
      const folded = { ...positions.get(step.state), ...step.live };
      positions.set(step.state, folded);
      expect(Object.fromEntries(Object.entries(folded).filter(([, live]) => live > 0))).toEqual(tokensByElement(anew));
      steps.checked++;
      return step;
    },
  };
});

const folder = new URL('../scenario/fixtures/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bpmn'))
  .map((file) => file.replace(/\.bpmn$/, ''));

describe('what is looked up is after every step what a look at the whole state gives', () => {
  it.each(names)('%s', (name) => {
    const xml = readFileSync(new URL(`${name}.bpmn`, folder));
    const cases = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { scenario: unknown }[];
    for (const { scenario: written } of cases) {
      const scenario = scenarioSchema.parse(written);
      const compiled = compile(xml, { process: scenario.process });
      if ('program' in compiled) runScenario(compiled.program, scenario);
    }
  });

  it('looked at many of them', () => expect(steps.checked).toBeGreaterThan(500));
});
