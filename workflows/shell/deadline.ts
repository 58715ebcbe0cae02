import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The case's one Temporal timer: the earliest of its deadlines. It is armed anew only when a deadline moves earlier;
 * one that fires too early arms itself again, which is cheaper than a cancelled and a started timer at every step. Nothing
 * cancels it at the end of a run, which ends it anyway and without an event.
 */
export class Deadline {
  private armedFor: number | null = null;
  private scope: CancellationScope | null = null;

  /** `earliest` gives the next due time in epoch ms, or null; `due` is called when it has come. */
  constructor(
    private readonly earliest: () => number | null,
    private readonly due: () => void,
  ) {}

  /** Call after every step. */
  arm(): void {
    const next = this.earliest();
    if (next === null || (this.armedFor !== null && this.armedFor <= next)) return;
    this.scope?.cancel();
    this.armedFor = next;
    const scope = new CancellationScope();
    this.scope = scope;
    scope
      .run(() => sleep(Math.max(1, next - Date.now())))
      .then(
        () => this.fired(scope),
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  private fired(scope: CancellationScope): void {
    if (this.scope !== scope) return;
    this.scope = null;
    this.armedFor = null;
    const next = this.earliest();
    if (next !== null && next <= Date.now()) this.due();
    else this.arm();
  }
}
