import type { Program } from '../../../schema/process/program.ts';
import type { State, Task } from '../state.ts';
import { answers, completion, dice, pick } from './random-operations.ts';
import { Trial, type Engine } from './trial.ts';

/** A completion that was made: which task, told by its place and not by its id, with what, and the occurrences it left. */
export interface Done {
  place: string;
  element: string;
  variables: Record<string, unknown>;
  occurrences: number[];
}

/** A run of completions that remembers them, so that some of them can be lived again without the others. */
export class History {
  readonly trial: Trial;
  readonly #done: Done[] = [];

  constructor(engine: Engine, program: Program) {
    this.trial = Trial.started(engine, program);
  }

  get open(): Task[] {
    return Object.values(this.trial.state.tasks);
  }

  /** What has been done and not been undone since. */
  get standing(): Done[] {
    const { occurrences: known } = this.trial.state.ledger;
    return this.#done.filter(({ occurrences }) => occurrences.every((id) => known[id]));
  }

  /** Completes a task chosen by a number, or none when none is open. */
  complete(seed: number): Done | null {
    const roll = dice(seed);
    const task = pick(this.open, roll);
    return task ? this.#complete(task, answers(task, roll, this.#done.length < 30)) : null;
  }

  /** Makes the given completions again, in their order. Gives the place of the first that is not possible, or null. */
  repeat(all: Done[]): string | null {
    for (const { place, variables } of all) {
      const task = this.open.find((one) => placeOf(this.trial.state, one) === place);
      if (!task) return place;
      this.#complete(task, variables);
    }
    return null;
  }

  #complete(task: Task, variables: Record<string, unknown>): Done {
    const { next } = this.trial.state;
    const place = placeOf(this.trial.state, task);
    const refused = this.trial.take(completion(task, variables));
    if (refused) throw new Error(`${place} is refused: ${refused.code}`);
    const occurrences = Object.values(this.trial.state.ledger.occurrences).filter(({ id, kind }) => id >= next && kind === 'completion');
    const done = { place, element: task.element, variables, occurrences: occurrences.map(({ id }) => id) };
    this.#done.push(done);
    return done;
  }
}

/** A task by its element, who has it, and the numbers of the instances that it is inside. */
function placeOf(state: State, task: Task): string {
  const inside: string[] = [];
  for (let token = state.tokens[task.token]; token;) {
    if (token.index !== undefined) inside.push(`${token.node}[${token.index}]`);
    const scope = state.scopes[token.scope]!;
    const owner: number | null | undefined = token.of ?? scope.owner ?? state.instances[scope.instance]?.parent;
    token = owner === null || owner === undefined ? undefined : state.tokens[owner];
  }
  return [task.element, task.assignee ?? '', ...inside].join(' ');
}
