export type { Environment, ServiceAnswer, ServiceCall } from './environment.ts';
export type { Event, Operation, TaskRef } from './event.ts';
export type { Command } from './command.ts';
export type { Decision, State, Task } from './state.ts';

/** Why a step is not possible now. The codes are those of the operations' contract, and these of our own. */
export type RefusalCode =
  // of the contract
  | 'not-assignee'
  | 'already-signer'
  | 'not-in-sequence'
  | 'already-voted'
  | 'last-signer'
  | 'not-reachable'
  | 'already-acted'
  | 'not-yours'
  | 'suspended'
  | 'not-suspended'
  | 'no-reason'
  | 'too-soon'
  | 'invalid-decision'
  // of our own
  | 'not-open'
  | 'no-receiver'
  | 'no-such-process'
  | 'no-start'
  | 'no-vote'
  | 'not-signer'
  | 'invalid-operation'
  | 'ended'
  | 'no-such-call'
  | 'no-such-incident'
  // repairs
  | 'cannot-skip'
  | 'needs-flow'
  | 'no-such-token'
  | 'no-such-element'
  | 'at-join'
  | 'in-loop'
  | 'compensating'
  | 'event-sub-process'
  | 'ad-hoc'
  | 'position-unclear'
  | 'other-scope'
  | 'already-there'
  | 'end-event'
  | 'is-join'
  | 'legal-effect'
  | 'not-enterable'
  | 'would-not-stand';

export interface Refusal {
  code: RefusalCode;
  message: string;
}
