import type { SignerRun, Task, Vote } from '../state.ts';
import { closeTask } from '../task.ts';
import type { Refusal } from '../types.ts';
import type { Turn } from '../turn.ts';
import { refreshVote, ruleOf, settleVote } from './vote-run.ts';

type Position = 'before' | 'after' | 'parallel';

/** Why signers cannot be added, or null. */
export function refuseAddSigner(turn: Turn, vote: Vote, users: string[], position: Position): Refusal | null {
  if (position === 'parallel' && ruleOf(turn, vote).rule === 'sequence') {
    return { code: 'not-in-sequence', message: 'In a sequence a signer is added before or after another' };
  }
  const known = users.find((user, i) => vote.signers.some((signer) => signer.user === user) || users.indexOf(user) !== i);
  return known === undefined ? null : { code: 'already-signer', message: `${known} is a signer already` };
}

/** 加签: users become signers with weight 1, before, after or beside the one whose task it is. */
export function addSigner(turn: Turn, vote: Vote, task: Task, users: string[], position: Position): void {
  const own = vote.signers.find((signer) => signer.task === task.id);
  const added = users.map((user): SignerRun => ({ user, weight: 1, task: null, decision: null }));
  if (!own) {
    // The task of a vote that had nobody.
    closeTask(turn, task, 'waiting');
    vote.signers.push(...added);
    for (const incident of Object.values(turn.state.incidents)) {
      if (incident.token !== vote.token) continue;
      delete turn.state.incidents[incident.id];
      turn.commands.push({ kind: 'incidentResolved', incident: incident.id });
    }
  } else {
    const place = vote.signers.indexOf(own);
    if (position === 'parallel') vote.signers.push(...added);
    else vote.signers.splice(position === 'before' ? place : place + 1, 0, ...added);
    if (ruleOf(turn, vote).rule !== 'sequence') {
      if (position === 'before') own.after = [...(own.after ?? []), ...users];
      if (position === 'after') for (const signer of added) signer.after = [own.user];
    }
  }
  refreshVote(turn, vote);
  settleVote(turn, vote);
}

/** Why signers cannot be removed, or null. */
export function refuseRemoveSigner(vote: Vote, users: string[]): Refusal | null {
  for (const user of users) {
    const signer = vote.signers.find((candidate) => candidate.user === user);
    if (!signer) return { code: 'not-signer', message: `${user} is no signer` };
    if (signer.decision !== null) return { code: 'already-voted', message: `${user} has voted` };
  }
  if (vote.signers.every((signer) => users.includes(signer.user))) return { code: 'last-signer', message: 'A vote needs a signer' };
  return null;
}

/** 减签: who has not voted is a signer no more; the vote is evaluated anew. */
export function removeSigner(turn: Turn, vote: Vote, users: string[]): void {
  for (const user of users) {
    const index = vote.signers.findIndex((signer) => signer.user === user);
    const [signer] = vote.signers.splice(index, 1);
    const task = signer?.task === null || signer === undefined ? undefined : turn.state.tasks[signer.task];
    if (task) closeTask(turn, task, 'removed');
    for (const other of vote.signers) {
      if (!other.after?.includes(user)) continue;
      // Who would have signed after the one removed signs after those they waited for.
      other.after = [...other.after.filter((name) => name !== user), ...(signer?.after ?? [])].filter((name) => name !== other.user);
    }
  }
  settleVote(turn, vote);
}

/** A signer's place passes to another user, with what waits for it. */
export function replaceSigner(vote: Vote, task: Task, to: string): void {
  const signer = vote.signers.find((candidate) => candidate.task === task.id);
  if (!signer) return;
  for (const other of vote.signers) if (other.after) other.after = other.after.map((name) => (name === signer.user ? to : name));
  signer.user = to;
}
