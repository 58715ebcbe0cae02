import type { CaseState } from '../../schema/contracts/values.ts';
import type { EffectKind } from '../../schema/process/approval-extension.ts';
import type { Node } from '../../schema/process/program.ts';
import type { ClockChange } from '../../schema/rules/procedures.ts';

/** The state an effect leaves a case in (domain facts §4); effects that are absent leave it as it is. */
const byEffect: Partial<Record<EffectKind, CaseState>> = {
  receipt: 'SUBMITTED',
  requestCorrection: 'CORRECTION',
  accept: 'ACCEPTED',
  refuse: 'NOT_ACCEPTED',
  forward: 'FORWARDED',
  stopClock: 'SUSPENDED',
  resumeClock: 'REVIEW',
  extendClock: 'EXTENDED',
  grant: 'GRANTED',
  deny: 'DENIED',
  certify: 'CERTIFYING',
  deliver: 'DELIVERED',
  lapse: 'LAPSED',
  file: 'FILED',
  withdraw: 'WITHDRAWN',
};

/** States that a task opened afterwards does not change any more. */
const decided = new Set<CaseState>([
  'GRANTED',
  'DENIED',
  'CERTIFYING',
  'DELIVERED',
  'NOT_ACCEPTED',
  'LAPSED',
  'WITHDRAWN',
  'FILED',
  'TERMINATED',
]);

export const afterEffect = (state: CaseState, effect: EffectKind): CaseState => byEffect[effect] ?? state;

/** The state that a change of the clocks leaves a case in; what is counted inside the limit leaves it where it is. */
export function afterChange(state: CaseState, change: ClockChange, stage: string | null): CaseState {
  if (change.name === 'startProcedure') return change.mode === 'suspend' ? 'SUSPENDED' : state;
  if (change.name === 'extend') return state === 'SUSPENDED' ? state : 'EXTENDED';
  if (state !== 'SUSPENDED') return state;
  return stage === 'decide' ? 'DECISION' : 'REVIEW';
}

/** Opening a task tells where a case is: pre-review, review, decision, or (back) at the window. */
export function afterOpening(state: CaseState, node: Node | undefined): CaseState {
  const stage = node && 'stage' in node ? (node.stage ?? null) : null;
  if (decided.has(state) || state === 'SUSPENDED' || stage === null) return state;
  if (node?.type === 'userTask' && node.preReview) return 'PRE_REVIEW';
  if (stage === 'review') return 'REVIEW';
  if (stage === 'decide') return 'DECISION';
  if (stage === 'receive' && (state === 'CORRECTION' || state === 'PRE_REVIEW')) return 'SUBMITTED';
  return state;
}

/** A case whose process ended without an effect that says how was ended by people. */
export const afterFinish = (state: CaseState): CaseState => (decided.has(state) ? state : 'TERMINATED');
