import type { DecisionOffer, OperationOffer } from '../../../schema/contracts/tasks.ts';
import type { z } from 'zod';
import type { NodeOf } from '../../../schema/process/program.ts';
import type { DecisionHold } from '../../../schema/rules/hearing.ts';
import { may } from '../../../schema/rules/permissions.ts';
import type { ObjectOfAction } from '../../../schema/rules/permissions.ts';
import type { FoundCase } from '../cases/repo.ts';
import type { SignedIn } from '../session/signed-in.ts';
import type { Duty } from './duty.ts';
import type { TaskRecord } from './open-task.ts';

export type OperationName = z.infer<typeof OperationOffer>['name'];

/** A task before somebody who looks at it. */
export interface Desk extends Duty {
  user: SignedIn;
  /** In whose name the person acts: their own, or whom they stand in for. */
  name: string;
  task: TaskRecord;
  node: NodeOf<'userTask'>;
  row: FoundCase['row'];
  object: ObjectOfAction;
  hasReturnTargets: boolean;
  /** What was promised and keeps the case from being granted. */
  grantBlock: 'promiseOverdue' | 'promiseOpen' | null;
  /** What is awaited before anything can be decided (Licensing Law art. 36, 47, 48). */
  hold: DecisionHold | null;
  /** An inspection that was ordered is not over: the case is not decided before. */
  hasOpenInspection: boolean;
  /** The task is of a panel that was drawn. */
  isDrawn: boolean;
  now: Date;
}

/** What keeps anybody from working on a task: a key under `reasons`. */
function standstill({ task, row }: Desk): string | null {
  if (!task.open) return 'notOpen';
  if (row.endedAt) return 'ended';
  return row.suspended ? 'suspended' : null;
}

/** What keeps this person from deciding the task. */
export function handlingReason(desk: Desk): string | null {
  const { user, name, task, object, avoidance } = desk;
  const still = standstill(desk);
  if (still) return still;
  if (!may(user, 'task.complete', object)) return 'notHandler';
  if (avoidance) return avoidance;
  if (task.role === 'expert' && desk.inNameOf) return 'expertInPerson';
  if (task.holderId === null) return 'claimFirst';
  return task.holderId === name ? null : 'notYours';
}

const voting = [
  { value: 'approve', label: { zh: '同意', en: 'Approve' }, tone: 'primary' },
  { value: 'reject', label: { zh: '不同意', en: 'Reject' }, tone: 'danger' },
  { value: 'abstain', label: { zh: '弃权', en: 'Abstain' }, tone: 'default' },
] as const;

/** Whether a decision grants: the one that a deciding task leads with. */
export const grants = ({ stage }: NodeOf<'userTask'>, tone: string): boolean => stage === 'decide' && tone === 'primary';

/** Whether a decision settles the case for or against somebody: what a deciding task offers besides sending it back. */
export const settles = ({ stage }: NodeOf<'userTask'>, tone: string): boolean => stage === 'decide' && tone !== 'default';

/** What stands against one decision of somebody who may decide; a key under `reasons`. */
function blockOf({ node, hold, hasOpenInspection, grantBlock }: Desk, tone: string): string | null {
  if (hold && settles(node, tone)) return hold.code;
  if (hasOpenInspection && settles(node, tone)) return 'inspectionOpen';
  return grantBlock && grants(node, tone) ? grantBlock : null;
}

/** A vote of several is part of the decision: none of it is before everybody has been heard and every inspection is over. */
const blockOfVote = ({ node, hold, hasOpenInspection }: Desk): string | null => {
  if (node.stage !== 'decide') return null;
  return hold?.code ?? (hasOpenInspection ? 'inspectionOpen' : null);
};

/** The buttons: what the definition offers, a signer's votes where it is a vote, else just done. */
export function decisionOffers(desk: Desk): z.infer<typeof DecisionOffer>[] {
  const { decisions, vote } = desk.node;
  const reason = handlingReason(desk);
  const state = { enabled: reason === null, reason };
  if (decisions) {
    return decisions.options.map(({ value, label, labelEn, tone, requires }) => {
      const block = reason === null ? blockOf(desk, tone) : null;
      return {
        value,
        label: { zh: label, en: labelEn ?? label },
        tone,
        requires: requires === 'none' ? [] : [requires],
        ...(block === null ? state : { enabled: false, reason: block }),
      };
    });
  }
  if (vote) {
    const requires: z.infer<typeof DecisionOffer>['requires'] = desk.task.role === 'expert' ? ['opinion', 'signature'] : [];
    const block = reason === null ? blockOfVote(desk) : null;
    return voting.map((one) => ({ ...one, requires, ...(block === null ? state : { enabled: false, reason: block }) }));
  }
  return [{ value: 'done', label: { zh: '办结本环节', en: 'Complete' }, tone: 'primary', requires: [], ...state }];
}

/** What somebody completed is theirs to take back, also for whom they stood in, as long as they still do. */
function isOwnAct({ user, task }: Desk): boolean {
  if (task.closedFor === null) return task.closedBy === user.id;
  return task.closedFor === user.id || (task.closedBy === user.id && user.standsFor.some(({ id }) => id === task.closedFor));
}

/** Who must stay away from the whole case leads it no more either; four eyes are about handling a task. */
const isTooClose = ({ avoidance }: Desk): boolean => avoidance !== null && avoidance !== 'separated' && avoidance !== 'fourEyes';

const hourMs = 60 * 60_000;

/** Who was drawn is replaced by the next of the draw and nobody else, and no single one of a panel ends its vote. */
const changesHands = new Set<OperationName>(['transfer', 'delegate', 'addSigner', 'removeSigner', 'assign', 'return']);

/** Why an operation is not possible for this person now; null when it is. */
export function operationReason(desk: Desk, name: OperationName): string | null {
  const { user, task, row, object, hasReturnTargets, now } = desk;
  if (desk.isDrawn && task.open && changesHands.has(name)) return 'drawnPanel';
  switch (name) {
    case 'recall':
      if (desk.avoidance) return desk.avoidance;
      return !task.open && isOwnAct(desk) && task.closeReason === 'completed' && !row.endedAt ? null : 'nothingToRecall';
    case 'suspend':
    case 'resume':
    case 'terminate':
      if (!may(user, 'task.lead', object)) return 'notSupervisor';
      if (isTooClose(desk)) return desk.avoidance;
      if (row.endedAt) return 'ended';
      if (name === 'resume') return row.suspended ? null : 'notSuspended';
      return name === 'suspend' && row.suspended ? 'suspended' : null;
    case 'assign':
      if (!may(user, 'task.assign', object)) return 'notHead';
      if (isTooClose(desk)) return desk.avoidance;
      return standstill(desk);
    case 'urge':
      if (!may(user, 'task.urge', object)) return 'notAllowed';
      if (task.urgedAt && now.getTime() - task.urgedAt.getTime() < hourMs) return 'too-soon';
      return standstill(desk);
    case 'return':
      return handlingReason(desk) ?? (hasReturnTargets ? null : 'noReturnTarget');
    case 'addSigner':
    case 'removeSigner':
      return desk.node.vote ? handlingReason(desk) : 'noVote';
    default:
      return handlingReason(desk);
  }
}

const handling: OperationName[] = ['consult', 'copy', 'transfer', 'delegate', 'return', 'assign', 'urge', 'suspend', 'resume', 'terminate'];

/** The operations that make sense on the task; those that are not possible say why. */
export function operationOffers(desk: Desk): z.infer<typeof OperationOffer>[] {
  const names: OperationName[] = desk.task.open
    ? [...(desk.node.vote ? (['addSigner', 'removeSigner'] as const) : []), ...handling]
    : ['recall'];
  return names.map((name) => {
    const reason = operationReason(desk, name);
    return { name, enabled: reason === null, reason };
  });
}
