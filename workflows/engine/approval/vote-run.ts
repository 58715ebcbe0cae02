import type { VoteRule } from '../../../schema/process/approval-extension.ts';
import type { NodeOf } from '../../../schema/process/program.ts';
import { entered } from '../flow.ts';
import { emptyFragment } from '../fragment.ts';
import { raise, raiseFor } from '../incident.ts';
import { record } from '../ledger.ts';
import { scopeOf } from '../scope.ts';
import type { Decision, SignerRun, Task, Token, Vote } from '../state.ts';
import { addTask, closeTask } from '../task.ts';
import { getScope, getToken, nodeOf, type Turn } from '../turn.ts';
import { evaluate, writeAll } from '../variables.ts';
import { copyTask, visitOf } from '../visit.ts';
import type { Variables } from '../expression.ts';
import { approvedBefore, notePassedOver } from './same-approver.ts';
import { outcomeOf } from './vote-outcome.ts';

type UserTask = NodeOf<'userTask'>;

/** Who signs, in the order written: the same user twice is one signer with the larger weight. Null after an incident. */
function signersOf(turn: Turn, token: Token, rule: VoteRule): SignerRun[] | null {
  const signers = new Map<string, SignerRun>();
  const add = (user: string, weight: number) => {
    const known = signers.get(user);
    if (known) known.weight = Math.max(known.weight, weight);
    else signers.set(user, { user, weight, task: null, decision: null });
  };
  for (const signer of rule.signers) {
    if (signer.user !== undefined) add(signer.user, signer.weight);
    if (!signer.expression) continue;
    const result = evaluate(turn, scopeOf(turn, token), signer.expression);
    const users =
      !result.ok || result.value === null || result.value === undefined ? [] : Array.isArray(result.value) ? result.value : [result.value];
    if (!result.ok || users.some((user) => typeof user !== 'string')) {
      raise(turn, token, 'expression-failed', result.ok ? `${signer.expression.text} does not give users` : result.message);
      return null;
    }
    for (const user of users as string[]) if (user !== '') add(user, signer.weight);
  }
  return [...signers.values()];
}

/** Opens a vote: a task for each signer, in a sequence for the first. Without signers the task stays open for nobody, as an incident. */
export function openVote(turn: Turn, token: Token, node: UserTask, rule: VoteRule): void {
  const signers = signersOf(turn, token, rule);
  if (!signers) return;
  const vote: Vote = { token: token.id, opened: 0, signers };
  turn.state.votes[token.id] = vote;
  if (signers.length === 0) {
    vote.opened++;
    addTask(turn, token, node, { assignee: null, candidateUsers: [], candidateGroups: [] });
    const { instance } = getScope(turn, token.scope);
    raiseFor(turn, { element: node.id, instance, code: 'no-signers', message: `${node.id} has no signers`, token: token.id });
    return;
  }
  if (node.sameApprover === 'skip') passSigners(turn, token, node, signers);
  refreshVote(turn, vote);
  settleVote(turn, vote);
}

/** Signers who approved at the step directly before are not asked again: they stand as approving. */
function passSigners(turn: Turn, token: Token, node: UserTask, signers: SignerRun[]): void {
  const before = approvedBefore(turn, token, node);
  for (const signer of signers) {
    if (!before.includes(signer.user)) continue;
    signer.decision = 'approve';
    signer.passed = true;
    notePassedOver(turn, token, signer.user);
  }
}

/** The rule of a vote's user task. */
export function ruleOf(turn: Turn, vote: Vote): VoteRule {
  return (nodeOf(turn, getToken(turn, vote.token).node) as UserTask).vote!;
}

function mayOpen(rule: VoteRule, vote: Vote, signer: SignerRun): boolean {
  if (rule.rule === 'sequence') return vote.signers.find((other) => other.decision === null) === signer;
  return (signer.after ?? []).every((user) => vote.signers.find((other) => other.user === user)?.decision !== null);
}

/** Opens and closes signers' tasks as their turns come. */
export function refreshVote(turn: Turn, vote: Vote): void {
  const token = getToken(turn, vote.token);
  const rule = ruleOf(turn, vote);
  for (const signer of vote.signers) {
    if (signer.decision !== null) continue;
    const open = mayOpen(rule, vote, signer);
    if (open && signer.task === null) openFor(turn, vote, token, signer);
    if (!open && signer.task !== null) {
      const task = turn.state.tasks[signer.task]!;
      if (task.owners) signer.delegated = { assignee: task.assignee, owners: task.owners };
      closeTask(turn, task, 'waiting');
      signer.task = null;
    }
  }
}

function openFor(turn: Turn, vote: Vote, token: Token, signer: SignerRun): void {
  // What opens only after others have voted descends from their votes.
  const waitedFor =
    ruleOf(turn, vote).rule === 'sequence' ? vote.signers.slice(0, vote.signers.indexOf(signer)) : votersBefore(vote, signer);
  const causes = waitedFor.map((other) => other.cause).filter((cause) => cause !== undefined);
  const cause = causes.length === 0 ? undefined : causes.length === 1 ? causes[0] : joined(turn, token, causes);
  const node = nodeOf(turn, token.node) as UserTask;
  const task = addTask(turn, token, node, {
    assignee: signer.user,
    candidateUsers: [],
    candidateGroups: [],
    ...(cause === undefined ? {} : { cause }),
    ...(approvedBefore(turn, token, node).includes(signer.user) ? { approvedBefore: [signer.user] } : {}),
    ...signer.delegated,
  });
  delete signer.delegated;
  signer.task = task.id;
  if (vote.opened++ > 0) entered(turn, token);
}

function votersBefore(vote: Vote, signer: SignerRun): SignerRun[] {
  return vote.signers.filter((other) => signer.after?.includes(other.user));
}

function joined(turn: Turn, token: Token, parents: number[]): number {
  return record(turn, { kind: 'merge', node: token.node, scope: token.scope, parents, visit: visitOf(turn, token) });
}

/** A signer votes. What else came with it is written; `decision` itself is not. */
export function castVote(turn: Turn, vote: Vote, task: Task, decision: Decision, variables: Variables): void {
  const token = getToken(turn, vote.token);
  const signer = vote.signers.find((candidate) => candidate.task === task.id)!;
  const { decision: _own, ...rest } = variables;
  signer.cause = record(turn, {
    kind: 'completion',
    node: token.node,
    scope: token.scope,
    parents: [task.cause ?? token.cause],
    by: signer.user,
    approved: decision === 'approve',
    consumed: { ...emptyFragment(), tasks: [{ ...task }] },
    visit: visitOf(turn, token),
  });
  signer.decision = decision;
  signer.task = null;
  closeTask(turn, task, 'completed', signer.user);
  writeAll(turn, scopeOf(turn, token), rest);
  settleVote(turn, vote);
}

/** Decides a vote if it can be, closing what is still open in the same step; else goes on with it. */
export function settleVote(turn: Turn, vote: Vote): void {
  const rule = ruleOf(turn, vote);
  const outcome = vote.signers.length === 0 ? null : outcomeOf(rule, vote.signers);
  if (outcome === null) {
    if (vote.signers.length > 0) refreshVote(turn, vote);
    return;
  }
  const token = getToken(turn, vote.token);
  const causes = vote.signers.map((signer) => signer.cause).filter((cause) => cause !== undefined);
  const passed = vote.signers.filter((signer) => signer.passed).map((signer) => signer.user);
  const visit = turn.state.ledger.occurrences[token.cause];
  // Decided before anybody could vote it was nobody's, and there is nothing to return to.
  if (visit && causes.length > 0) visit.completed = true;
  const consumed = copyTask(turn, token);
  const decided = record(turn, {
    kind: 'merge',
    node: token.node,
    scope: token.scope,
    parents: [token.cause, ...causes],
    consumed,
    visit: visitOf(turn, token),
    ...(passed.length > 0 ? { passed } : {}),
  });
  for (const id of token.tasks ?? []) if (turn.state.tasks[id]) closeTask(turn, turn.state.tasks[id], 'decided');
  delete turn.state.votes[token.id];
  token.cause = decided;
  token.status = 'wait';
  turn.behaviours.userTask.answered?.(turn, token, nodeOf(turn, token.node), { [rule.outcome]: outcome }, undefined);
}
