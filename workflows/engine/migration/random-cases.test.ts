import { expect, test } from 'vitest';
import type { Program } from '../../../schema/process/program.ts';
import { compile } from '../../compile/compile.ts';
import { broken } from '../invariants.test-support.ts';
import { ScenarioRun } from '../scenario-run.test-support.ts';
import { migrate } from './migrate.ts';
import { choicesOf, Dice, Drawing, fileOf, type Block } from './trees.test-support.ts';

/** Two versions of a process, and someone who does in a case whatever is possible. */
class Trial {
  readonly dice: Dice;
  readonly before: Program;
  readonly after: Program;
  readonly run: ScenarioRun;

  private readonly choices: Record<string, number>;

  constructor(seed: number) {
    this.dice = new Dice(seed);
    const drawing = new Drawing(this.dice);
    const block = drawing.block(3);
    const edited = drawing.edited(block);
    this.before = compiled(block);
    this.after = compiled(edited);

    this.choices = { ...choicesOf(block), ...choicesOf(edited) };
    this.run = new ScenarioRun(this.before, { variables: this.chosen() });
    this.run.start('p');
  }

  private chosen(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.choices).map(([name, ways]) => [name, this.dice.below(ways)]));
  }

  /** One thing that somebody does; gives what, and how it was answered. */
  act(): string {
    const { dice, run } = this;
    const tasks = Object.values(run.state.tasks);
    const task = tasks.length > 0 ? dice.pick(tasks) : undefined;
    const what = dice.below(10);
    if (!task || what === 0) {
      run.play({ advance: dice.pick(['PT1H', 'PT3H', 'P1D', 'P4D', 'P11D']) });
      return 'time';
    }
    const by = task.assignee ?? 'somebody';
    const done = [...new Set(Object.values(run.state.ledger.occurrences).flatMap(({ kind, node }) => (kind === 'merge' ? [] : [node])))];
    if (what < 4 && done.length > 0) {
      const to = dice.pick(done);
      const resubmit = dice.pick(['again', 'again', 'straight'] as const);
      return `return to ${to} ${run.take({ kind: 'operation', operation: { name: 'return', to, resubmit }, task: { task: task.id }, by })}`;
    }
    if (what === 4 && done.length > 0) {
      const element = dice.pick(done);
      return `recall ${element} ${run.take({ kind: 'operation', operation: { name: 'recall' }, task: { element } })}`;
    }
    const variables = { ...this.chosen(), decision: dice.pick(['approve', 'reject']) };
    return `complete ${task.element} ${run.take({ kind: 'taskCompleted', task: { task: task.id }, by, variables })}`;
  }

  /** Does all there is to do, going back nowhere, until the case is over. */
  toEnd(): void {
    const { run } = this;
    const variables = { ...Object.fromEntries(Object.keys(this.choices).map((name) => [name, 0])), decision: 'approve' };
    run.take({ kind: 'variablesSet', variables, by: 'somebody', reason: 'to the end' });
    for (let round = 0; round < 60 && run.state.status === 'running'; round++) {
      for (const task of Object.values(run.state.tasks)) run.take({ kind: 'taskCompleted', task: { task: task.id }, variables });
      run.play({ advance: 'PT2H' });
    }
  }
}

function compiled(block: Block): Program {
  const made = compile(fileOf(block));
  if ('refused' in made) throw new Error(JSON.stringify([made.refused, fileOf(block)]));
  return made.program;
}

/** Those after the first few hundred have each told of a mistake once. More with MIGRATION_SEEDS. */
const count = Number(process.env.MIGRATION_SEEDS ?? 150);
const seeds = [...Array.from({ length: count }, (_, i) => i + 1), ...(count < 920 ? [500, 920] : [])];

test(`${seeds.length} cases of random processes go over to edited ones, or are told why not; nothing is lost, doubled or stuck afterwards`, () => {
  const counts: Record<string, number> = {};
  const tally = (name: string) => (counts[name] = (counts[name] ?? 0) + 1);
  for (const seed of seeds) {
    const trial = new Trial(seed);
    const { run, dice } = trial;
    const log: string[] = [];
    const hold = (program: Program) => expect(broken(program, run.state), `seed ${seed}: ${log.join(', ')}`).toEqual([]);
    const act = () => {
      log.push(trial.act());
      hold(run.program);
    };
    hold(run.program);
    for (let n = dice.below(10); n > 0 && run.state.status === 'running'; n--) act();
    if (run.state.status !== 'running') continue;
    const old = JSON.stringify(run.state);
    const migrated = migrate(run.state, trial.before, trial.after, {}, run.environment());
    expect(JSON.stringify(run.state), 'the state given stays as it is').toBe(old);
    if (!migrated.ok) {
      for (const { code } of migrated.findings) tally(code);
      continue;
    }
    tally('ok');
    for (const { code } of migrated.changes) tally(code);
    log.push('migrate');
    run.program = trial.after;
    run.state = migrated.state;
    if (run.state.status === 'running') hold(run.program);
    for (let n = dice.below(12); n > 0 && run.state.status === 'running'; n--) act();
    trial.toEnd();
    expect(
      { status: run.state.status, open: Object.values(run.state.tasks).map(({ element }) => element) },
      `seed ${seed}: ${log.join(', ')}`,
    ).toEqual({
      status: 'completed',
      open: [],
    });
  }
  if (process.env.MIGRATION_SEEDS) process.stdout.write(`${JSON.stringify(counts)}\n`);
  // Enough of each kind of outcome for the test to mean something.
  for (const code of ['ok', 'not-mapped', 'tokens-missing', 'event-added', 'scope-opened', 'scope-dissolved', 'past-sealed']) {
    expect(counts[code], `${code} in ${JSON.stringify(counts)}`).toBeGreaterThan(0);
  }
});
