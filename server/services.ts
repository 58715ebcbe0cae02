import type { Env } from '../schema/contracts/env.ts';
import type { Connection } from '../schema/db/connect.ts';
import type { CaseGateway } from './temporal/case-gateway.ts';
import type { VirusScanner } from './modules/uploads/virus-scanner.ts';

/** What the API is built from; a test gives its own. */
export interface Services {
  env: Env;
  database: Connection;
  cases: CaseGateway;
  scanner: VirusScanner;
  /** The present moment; tests move it. */
  now: () => Date;
}
