import { describe, expect, test } from 'vitest';
import { fixtures, ScenarioRun } from '../scenario-run.test-support.ts';
import type { State } from '../types.ts';
import { migrate } from './migrate.ts';
import { renamed, renameStep } from './rename.test-support.ts';

/** Codes with which a case is refused for what it is just doing, whatever the versions. */
const passing = new Set(['suspended', 'ended', 'compensating', 'not-begun', 'start-quantity']);

/** A state in the names of the new version, with the services and ids as they are: what a run under those names would have come to. */
function inNewNames(run: ScenarioRun, name: (id: string) => string) {
  return {
    path: run.path.map(name),
    open: Object.values(run.state.tasks).map(({ element, assignee }) => [name(element), assignee]),
    waits: Object.values(run.state.waits).map(({ element, kind, due }) => [name(element), kind, due]),
    status: run.state.status,
    variables: run.state.result ?? Object.values(run.state.scopes).map(({ variables }) => variables),
    incidents: Object.values(run.state.incidents).map(({ element, code }) => [name(element), code]),
  };
}

describe.each(fixtures())('$name', ({ program, scenarios }) => {
  test('to the version it runs on is no change', () => {
    for (const scenario of scenarios) {
      const run = new ScenarioRun(program, scenario);
      run.start();
      for (const step of [null, ...(scenario.steps ?? [])]) {
        if (step !== null) run.play(step);
        const migrated = migrate(run.state, program, program, {}, run.environment());
        if (!migrated.ok) {
          expect(migrated.findings.filter(({ code }) => !passing.has(code))).toEqual([]);
          continue;
        }
        expect(migrated.commands).toEqual([]);
        expect(migrated.changes).toEqual([]);
        expect(migrated.state).toEqual({ ...run.state, at: migrated.state.at });
      }
    }
  });

  test('to other names and then on is on and then to other names', () => {
    const { program: other, mapping, name } = renamed(program);
    const newServices = (services: NonNullable<(typeof scenarios)[0]['services']>) =>
      Object.fromEntries(
        Object.entries(services).flatMap(([id, script]) => [
          [id, script],
          [name(id), script],
        ]),
      );
    for (const written of scenarios) {
      const scenario = { ...written, ...(written.services ? { services: newServices(written.services) } : {}) };
      const steps = scenario.steps ?? [];
      const plain = new ScenarioRun(program, scenario);
      plain.start();
      for (const step of steps) plain.play(step);
      for (let at = 0; at <= steps.length; at++) {
        const run = new ScenarioRun(program, scenario);
        run.start();
        for (const step of steps.slice(0, at)) run.play(step);
        const migrated = migrate(run.state, program, other, mapping, run.environment());
        if (!migrated.ok) {
          expect(migrated.findings.filter(({ code }) => !passing.has(code))).toEqual([]);
          continue;
        }
        run.state = JSON.parse(JSON.stringify(migrated.state)) as State;
        run.program = other;
        for (const step of steps.slice(at)) run.play(renameStep(step, name));
        const { path, ...rest } = inNewNames(run, (id) => id);
        expect({ path: path.map((id) => name(id)), ...rest }, `after ${at} steps`).toEqual(inNewNames(plain, name));
      }
    }
  });
});
