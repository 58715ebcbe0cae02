import type { Node, NodeOf } from '../../../schema/process/program.ts';
import { settleVote } from '../approval/vote-run.ts';
import type { Task } from '../state.ts';
import { candidatesOf } from '../task.ts';
import type { Turn } from '../turn.ts';
import { find, note, type Work } from './work.ts';

type UserTask = NodeOf<'userTask'>;

/** What a task shows of its element besides the name. */
const shownOf = ({ assignment, decisions, limit, stage }: UserTask) => ({ assignment, decisions, limit, stage });

/** A task as the new version's element has it; who has it keeps it. */
export function taskAt(task: Task, node: UserTask): Task {
  const { assignment: _a, decisions: _d, limit: _l, stage: _s, ...rest } = task;
  const shown = Object.fromEntries(Object.entries(shownOf(node)).filter(([, value]) => value !== undefined));
  return { ...rest, element: node.id, ...shown };
}

/** Open tasks take on what the new version says of them: buttons, limit, stage, who may have them. */
export function renewTasks(work: Work, turn: Turn): void {
  const { plan, before, state } = work;
  for (const id of Object.keys(state.tasks).map(Number)) {
    const old = before.tasks[id]!;
    const token = state.tokens[old.token]!;
    const [was, is] = [plan.from.nodes[old.element] as UserTask, plan.to.nodes[token.node] as UserTask];
    const task = taskAt(old, is);
    state.tasks[id] = task;
    if (task.assignee === null && !state.votes[token.id] && candidatesText(was) !== candidatesText(is)) {
      const candidates = candidatesOf(turn, token, is);
      if (typeof candidates === 'string') find(work, is.id, 'event-invalid', `Who may have ${is.id}: ${candidates}`);
      else Object.assign(task, candidates);
    }
    if (JSON.stringify(task) === JSON.stringify(taskAt(old, was)) && was.name === is.name) continue;
    note(work, is.id, 'task-changed');
    turn.commands.push({ kind: 'updateTask', task: { ...task }, change: 'migrated' });
  }
}

const candidatesText = ({ assignee, candidateUsers, candidateGroups }: UserTask) =>
  JSON.stringify([assignee, candidateUsers, candidateGroups]);

/** What decides a vote. Who signs was settled when it opened. */
const ruleText = (node: Node): string => {
  const { signers: _who, outcome: _variable, ...rule } = (node as UserTask).vote!;
  return JSON.stringify(rule);
};

/** A vote whose rule has changed is evaluated anew: it may be decided, and signers' turns may come otherwise. */
export function renewVotes(work: Work, turn: Turn): void {
  const { plan, before, state } = work;
  for (const vote of Object.values(state.votes)) {
    const token = state.tokens[vote.token]!;
    const was = plan.from.nodes[before.tokens[token.id]!.node]!;
    if (ruleText(was) === ruleText(plan.to.nodes[token.node]!)) continue;
    note(work, token.node, 'vote-changed');
    settleVote(turn, vote);
  }
}
