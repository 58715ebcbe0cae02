/** Codes of a connection that is not there: the client library's, the system's and Postgres' own (class 57P, 53300, 08). */
const away = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[123]|53300|08...)$/;

/** Whether an error, or what caused it, says that the database can't be reached. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error as { code?: unknown; cause?: unknown } | undefined, depth = 0; at && depth < 5; depth++) {
    if (typeof at.code === 'string' && away.test(at.code)) return true;
    at = at.cause as typeof at;
  }
  return false;
}
