import type { VoteRule } from '../../../schema/process/approval-extension.ts';
import type { Decision } from '../state.ts';

export type Outcome = 'approved' | 'rejected';

/** A signer as far as the outcome goes; `null`: has not voted. */
export interface Ballot {
  weight: number;
  decision: Decision | null;
}

/** Sums of decimal fractions are compared with this much tolerance. */
const TOLERANCE = 1e-9;

function passes(rule: VoteRule, approvals: number, weight: number, signers: number): boolean {
  switch (rule.rule) {
    case 'count':
      return approvals >= (rule.count ?? 1);
    case 'percent':
      return approvals * 100 >= (rule.percent ?? 100) * signers - TOLERANCE;
    case 'weight':
      return weight >= (rule.threshold ?? 0) - TOLERANCE;
    default:
      return approvals === signers;
  }
}

/**
 * The outcome as soon as no vote of the rest could change it, else null. A veto that somebody may still use can change
 * everything. `any` is decided by the first vote that is no abstention, whatever it is.
 */
export function outcomeOf(rule: VoteRule, ballots: Ballot[]): Outcome | null {
  const rest = ballots.filter((ballot) => ballot.decision === null);
  if (rule.rule === 'any') {
    const cast = ballots.find((ballot) => ballot.decision === 'approve' || ballot.decision === 'reject');
    if (cast) return cast.decision === 'approve' ? 'approved' : 'rejected';
    return rest.length === 0 ? 'rejected' : null;
  }
  if (rule.veto && ballots.some((ballot) => ballot.decision === 'reject')) return 'rejected';
  const approving = ballots.filter((ballot) => ballot.decision === 'approve');
  const sum = (list: Ballot[]) => list.reduce((total, ballot) => total + ballot.weight, 0);
  const most = passes(rule, approving.length + rest.length, sum(approving) + sum(rest), ballots.length);
  if (!most) return 'rejected';
  const least = passes(rule, approving.length, sum(approving), ballots.length);
  return least && (!rule.veto || rest.length === 0) ? 'approved' : null;
}
