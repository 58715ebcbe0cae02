/**
 * Why a case, or a paper of one, can be held. Whoever raises an incident names one of these, and each has its sentence, its cause and
 * its short name in both languages (`incidents` of the staff's words); what the engine or the service itself said is kept beside it.
 */
export const incidentCodes = [
  // The engine.
  'expression-failed',
  'no-flow',
  'service-failed',
  'decision-failed',
  'invalid-timer',
  'invalid-event',
  'endless-loop',
  'no-such-process',
  'no-link-target',
  'no-signers',
  'invalid-cardinality',
  'invalid-collection',
  // What a decision makes.
  'licence-not-in-force',
  'document-incomplete',
  'document-character',
  'document-render',
  'document-signature',
  'document-disk-full',
  'document-storage',
  'document-other',
  'delivery-failed',
  // The reconciler.
  'workflow-missing',
  'workflow-failed',
] as const;
export type IncidentCode = (typeof incidentCodes)[number];

export const isIncidentCode = (code: string): code is IncidentCode => (incidentCodes as readonly string[]).includes(code);
