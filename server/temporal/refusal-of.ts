import type { ErrorCode } from '../../schema/contracts/errors.ts';
import { Refusal } from '../errors.ts';

/** The engine's codes that have an answer of their own; every other refusal of an operation is told with its reason. */
const codes: Record<string, ErrorCode> = {
  'not-open': 'task-not-open',
  'not-assignee': 'not-assignee',
  'invalid-decision': 'decision-unknown',
  suspended: 'case-suspended',
  ended: 'case-ended',
  'case-ended': 'case-ended',
  'no-receiver': 'cannot-withdraw',
  'no-such-incident': 'incident-resolved',
  'no-such-token': 'token-gone',
  'no-legal-basis': 'no-legal-basis',
  'no-limit-running': 'no-limit-running',
  'procedure-running': 'procedure-running',
  'procedure-not-running': 'procedure-not-running',
  'limit-passed': 'limit-passed',
  'already-extended': 'already-extended',
  'extension-too-long': 'extension-too-long',
};

/** An engine's refusal as the API tells it. */
export function refusalOf(code: string, message: string): Refusal {
  const known = codes[code];
  return known ? new Refusal(known) : new Refusal('operation-refused', { reason: code, message });
}
