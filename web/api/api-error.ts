import { ErrorCode, Problem } from '../../schema/contracts/errors.ts';

/** Codes the web makes itself, when no answer of the API came back. */
export type ClientCode = 'offline' | 'unreadable-answer';

export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

/** A refusal or a failure of the API as a value people can be told: `errors.<code>` is its sentence. */
export class ApiError extends Error {
  readonly code: ErrorCode | ClientCode;
  /** HTTP status; 0 when nothing came back. */
  readonly status: number;
  readonly params: Record<string, unknown>;
  readonly fields: FieldProblem[];
  /** For the help desk: names the request in the log. */
  readonly requestId: string | null;

  constructor(code: ErrorCode | ClientCode, status: number, problem: Partial<Problem> = {}) {
    super(problem.detail ?? code);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.params = problem.params ?? {};
    this.fields = problem.errors ?? [];
    this.requestId = problem.requestId ?? null;
  }

  /** True when the same request may well succeed later: the network, a part that is down, too many requests. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 408 || this.status >= 500 || this.code === 'idempotency-in-progress';
  }
}

const byStatus: Record<number, ErrorCode> = {
  400: 'bad-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  409: 'conflict',
  412: 'stale-revision',
  413: 'payload-too-large',
  422: 'invalid-fields',
  429: 'too-many-requests',
};

/** Reads a problem+json answer; a proxy's own page falls back to the code of its status. */
export function problemOf(status: number, body: unknown): ApiError {
  const problem = Problem.safeParse(body);
  const code = ErrorCode.safeParse(problem.data?.code);
  const known = code.success ? code.data : (byStatus[status] ?? 'internal-error');
  return new ApiError(known, status, problem.data);
}

/** Any thrown value as an ApiError: what fetch throws means the API was not reached. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(error instanceof TypeError ? 'offline' : 'unreadable-answer', 0, { detail: String(error) });
}
