import type { NodeOf } from '../../../schema/process/program.ts';
import { apart } from '../../../schema/rules/apart.ts';
import type { Variables } from '../expression.ts';
import type { Occurrence, Token } from '../state.ts';
import { getScope, type Turn } from '../turn.ts';

type UserTask = NodeOf<'userTask'>;

/** Somebody's part in a step: whether they approved in it, or it was passed over since they had. */
interface Part {
  user: string;
  element: string;
  approved: boolean;
}

/**
 * Whether completing a task with these variables approves: its decision is the primary one; without decisions, unless it
 * says otherwise in the variables that a vote or a plain form uses.
 */
export function approves(node: UserTask, variables: Variables): boolean {
  if (node.decisions) {
    const chosen = node.decisions.options.find((option) => option.value === variables[node.decisions!.variable]);
    return chosen?.tone === 'primary';
  }
  return variables.approved !== false && variables.decision !== 'reject' && variables.decision !== 'abstain';
}

/** Who acted at the step directly before: through gateways and joins, not past another step. */
function partsBefore(turn: Turn, cause: number | undefined): Part[] {
  const occurrence = cause === undefined ? undefined : turn.state.ledger.occurrences[cause];
  if (!occurrence) return [];
  if (occurrence.kind === 'completion') return partOf(occurrence);
  // A task that was passed over counts with what it stood for; one that was interrupted was nobody's.
  if (occurrence.kind === 'visit') {
    if (occurrence.passedBy === undefined) return [];
    const own = { user: occurrence.passedBy, element: occurrence.node, approved: true };
    return [own, ...occurrence.parents.flatMap((parent) => partsBefore(turn, parent))];
  }
  if (occurrence.kind !== 'merge') return [];
  const past = occurrence.parents.flatMap((parent) => partsBefore(turn, parent));
  return [...past, ...(occurrence.passed ?? []).map((user) => ({ user, element: occurrence.node, approved: true }))];
}

function partOf({ by, node, approved }: Occurrence): Part[] {
  return typeof by === 'string' ? [{ user: by, element: node, approved: approved === true }] : [];
}

/**
 * Users who approved at the step directly before a user task and might do so again here: nobody whom four eyes keep
 * from it. Empty where the task does not ask (`approval:sameApprover`).
 */
export function approvedBefore(turn: Turn, token: Token, node: UserTask): string[] {
  if (node.sameApprover === undefined) return [];
  const visit = turn.state.ledger.occurrences[token.cause];
  const parts = (visit?.parents ?? []).flatMap((parent) => partsBefore(turn, parent));
  const users = new Set(parts.filter((part) => part.approved).map((part) => part.user));
  for (const { user, element } of parts) {
    const before = turn.program.nodes[element];
    const stage = before && 'stage' in before ? before.stage : undefined;
    if (apart({ element, stage }, { ...node, element: node.id }) !== null) users.delete(user);
  }
  return [...users];
}

/** Notes that a user was not asked again. */
export function notePassedOver(turn: Turn, token: Token, user: string): void {
  turn.commands.push({ kind: 'passedOver', element: token.node, instance: getScope(turn, token.scope).instance, user });
}

/** Passes a task over as its approver approved it already: writes what approving would. */
export function passOver(turn: Turn, token: Token, node: UserTask, user: string): void {
  const visit = turn.state.ledger.occurrences[token.cause];
  if (visit) visit.passedBy = user;
  notePassedOver(turn, token, user);
  token.status = 'wait';
  const option = node.decisions?.options.find((one) => one.tone === 'primary');
  const written = node.decisions && option ? { [node.decisions.variable]: option.value } : {};
  turn.behaviours.userTask.answered?.(turn, token, node, written, undefined);
}
