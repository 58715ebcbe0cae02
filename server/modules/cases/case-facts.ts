import type { CaseView } from '../../../schema/contracts/cases.ts';
import type { FileRow } from '../files/file-info.ts';
import type { Definition, SlowData } from '../reference.ts';
import type { FoundCase, LedgerRow } from './repo.ts';

/** Everything a case's view is made of, whoever reads it. */
export interface CaseFacts {
  found: FoundCase;
  entries: LedgerRow[];
  files: FileRow[];
  definition: Definition;
  slow: SlowData;
  /** Names of people whom ledger entries name by id. */
  names: ReadonlyMap<string, string>;
  /** Whether the reader may object; null for everybody but the applicant. */
  objection: CaseView['objection'];
  /** Periods of the law that it has broken; none for those outside. */
  violations: CaseView['violations'];
}
