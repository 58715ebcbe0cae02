/** What one run of the scenario command answers with: its exit code and the object it prints. */
export interface Answer {
  exit: 0 | 1 | 2;
  result: unknown;
}

/** A run that could not even start. */
export function failure(code: string, message: string): Answer {
  return { exit: 2, result: { error: { step: null, code, message } } };
}
