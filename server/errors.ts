import type { ErrorCode } from '../schema/contracts/errors.ts';
import { errorStatus } from '../schema/contracts/errors.ts';

export interface FieldProblem {
  path: string;
  code: string;
  params?: Record<string, string | number>;
}

/** A refusal that a person can act on. It becomes problem+json with the code's status and its sentence in the reader's language. */
export class Refusal extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, unknown> = {},
    readonly fields: FieldProblem[] = [],
  ) {
    super(code);
    this.status = errorStatus[code];
  }
}
