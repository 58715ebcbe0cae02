import { completion, answers, dice } from './random-operations.ts';
import { Trial } from './trial.ts';
import type { State, Task } from '../state.ts';
import type { Program } from '../../../schema/process/program.ts';

/** A completion that was made: which task, told by its place and not by its id, with what, and the occurrences it left. */
interface Done {
  place: string;
  variables: Record<string, unknown>;
  occurrences: number[];
}

/** A run of completions that remembers them, so that some of them can be lived again without the others. */
export class History {
  readonly trial: Trial;
  done: Done[] = [];

  constructor(program: Program) {
    this.trial = new Trial(program);
    this.trial.take({ kind: 'started', process: 'p' });
  }

  get open(): Task[] {
    return Object.values(this.trial.state.tasks);
  }

  /** Completes a task chosen by a number. False when none is open. */
  complete(seed: number): boolean {
    const roll = dice(seed);
    const { open } = this;
    const task = open[roll(Math.max(1, open.length))];
    if (!task) return false;
    this.completeTask(task, answers(task, roll, this.done.length < 30));
    return true;
  }

  completeTask(task: Task, variables: Record<string, unknown>): void {
    const place = placeOf(this.trial.state, task);
    const { next } = this.trial.state;
    const refused = this.trial.take(completion(task, variables));
    if (refused) throw new Error(`${place} is refused: ${refused.code}`);
    const occurrences = Object.values(this.trial.state.ledger.occurrences)
      .filter(({ id, kind }) => id >= next && kind === 'completion')
      .map(({ id }) => id);
    this.done.push({ place, variables, occurrences });
  }

  /** What has been done and not been undone since. */
  get standing(): Done[] {
    return this.done.filter(({ occurrences }) => occurrences.every((id) => this.trial.state.ledger.occurrences[id]));
  }

  /** Makes the given completions again, in their order. Gives the place of the first that is not possible, or null. */
  repeat(all: Done[]): string | null {
    for (const { place, variables } of all) {
      const task = this.open.find((one) => placeOf(this.trial.state, one) === place);
      if (!task) return place;
      this.completeTask(task, variables);
    }
    return null;
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
