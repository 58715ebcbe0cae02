import type { Database } from '../../../schema/db/connect.ts';
import { Refusal } from '../../errors.ts';
import { isQueryCode } from '../../../schema/db/query-code.ts';
import { Patience } from './patience.ts';
import { findCase } from './repo.ts';
import type { FoundCase } from './repo.ts';

const nothing = '0'.repeat(64);

/** Opens a case to who has its query code. A wrong code and a number that is not there are the same refusal. */
export class Tracking {
  private readonly patience: Patience;

  constructor(
    private readonly db: Database,
    private readonly secret: string,
    now: () => Date,
  ) {
    this.patience = new Patience(now);
  }

  async find(asked: { caseNumber: string; queryCode: string }): Promise<FoundCase> {
    const caseNumber = asked.caseNumber.replaceAll(/\s/g, '').toUpperCase();
    const queryCode = asked.queryCode.replaceAll(/\s/g, '');
    this.patience.require(caseNumber);
    const found = await findCase(this.db, caseNumber);
    const isRight = isQueryCode(this.secret, caseNumber, queryCode, found?.row.queryCodeHash || nothing);
    if (found && isRight) return found;
    this.patience.noteWrong(caseNumber);
    throw new Refusal('query-code-wrong');
  }
}
