import type { Database } from '../../../schema/db/connect.ts';
import { Refusal } from '../../errors.ts';
import { isQueryCode } from '../../../schema/db/query-code.ts';
import { findCase } from './repo.ts';
import type { FoundCase } from './repo.ts';

const nothing = '0'.repeat(64);
const hourMs = 60 * 60_000;
/** Wrong codes for one case in an hour, from wherever they come: eight digits are not to be guessed. */
const attempts = 20;

/** Opens a case to who has its query code. A wrong code and a number that is not there are the same refusal. */
export class Tracking {
  private readonly wrong = new Map<string, { since: number; count: number }>();

  constructor(
    private readonly db: Database,
    private readonly secret: string,
    private readonly now: () => Date,
  ) {}

  async find(asked: { caseNumber: string; queryCode: string }): Promise<FoundCase> {
    const caseNumber = asked.caseNumber.replaceAll(/\s/g, '').toUpperCase();
    const queryCode = asked.queryCode.replaceAll(/\s/g, '');
    this.requirePatience(caseNumber);
    const found = await findCase(this.db, caseNumber);
    const isRight = isQueryCode(this.secret, caseNumber, queryCode, found?.row.queryCodeHash || nothing);
    if (found && isRight) return found;
    this.noteWrong(caseNumber);
    throw new Refusal('query-code-wrong');
  }

  private requirePatience(caseNumber: string): void {
    const before = this.wrong.get(caseNumber);
    if (!before || this.now().getTime() - before.since > hourMs) this.wrong.delete(caseNumber);
    else if (before.count >= attempts) throw new Refusal('too-many-requests', { seconds: hourMs / 1000 });
  }

  private noteWrong(caseNumber: string): void {
    const before = this.wrong.get(caseNumber);
    this.wrong.set(caseNumber, { since: before?.since ?? this.now().getTime(), count: (before?.count ?? 0) + 1 });
    // Forgotten in the order they came, so that made-up numbers cannot fill the memory.
    const oldest = this.wrong.keys().next();
    if (this.wrong.size > 10_000 && !oldest.done) this.wrong.delete(oldest.value);
  }
}
