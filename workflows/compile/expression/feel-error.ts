/** A FEEL error: the case gets an incident with this message. */
export class FeelError extends Error {}
