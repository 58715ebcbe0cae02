import { Refusal } from '../../errors.ts';

const hourMs = 60 * 60_000;
/** Wrong codes for one case in an hour, from wherever they come: eight digits are not to be guessed. */
const attempts = 20;

/** Counts wrong codes by case, so that nobody tries them through. */
export class Patience {
  private readonly wrong = new Map<string, { since: number; count: number }>();

  constructor(private readonly now: () => Date) {}

  /** Refuses with `too-many-requests` after too many wrong codes. */
  require(caseNumber: string): void {
    const before = this.wrong.get(caseNumber);
    if (!before || this.now().getTime() - before.since > hourMs) this.wrong.delete(caseNumber);
    else if (before.count >= attempts) throw new Refusal('too-many-requests', { seconds: hourMs / 1000 });
  }

  noteWrong(caseNumber: string): void {
    const before = this.wrong.get(caseNumber);
    this.wrong.set(caseNumber, { since: before?.since ?? this.now().getTime(), count: (before?.count ?? 0) + 1 });
    // Forgotten in the order they came, so that made-up numbers cannot fill the memory.
    const oldest = this.wrong.keys().next();
    if (this.wrong.size > 10_000 && !oldest.done) this.wrong.delete(oldest.value);
  }
}
