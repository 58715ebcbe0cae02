/**
 * A failed query as it may leave this process: the database's own words, without the values, which hold personal data
 * and would stand in a workflow's history and in logs.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || !('params' in error)) return error;
  const cause = error.cause;
  return new Error(cause instanceof Error ? cause.message : 'a query failed');
}
