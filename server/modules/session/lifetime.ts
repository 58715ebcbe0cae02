const minute = 60_000;

/** Times in ms: a session ends when nothing was asked for so long, and at the latest so long after sign-in. */
export const idleMs = 60 * minute;
export const absoluteMs = 12 * 60 * minute;
/** How long a sign-in at the issuer may take. */
export const signInMs = 10 * minute;
/** The time of the last request is written at most so often. */
export const touchMs = minute;
