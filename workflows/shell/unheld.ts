import { workflowInfo } from '@temporalio/workflow';

/**
 * Which steps a failing workflow task could still forget: those whose record came back in the task that is under way. Temporal holds
 * the others, since it gives out a next task only after the one before has been completed.
 */
export class Unheld {
  private task = -1;
  private first = 0;

  /** Call before a step is recorded. Gives the first of them, or the step itself. */
  since(step: number): number {
    const { historyLength } = workflowInfo();
    if (historyLength !== this.task) this.first = step;
    this.task = historyLength;
    return this.first;
  }

  /** Call when its record has come back, perhaps in a later task than it was asked in. */
  recorded(step: number): void {
    this.since(step);
  }
}
