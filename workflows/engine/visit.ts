import type { Activity } from '../../schema/process/program.ts';
import { copyOf, emptyFragment } from './fragment.ts';
import { record } from './ledger.ts';
import type { Fragment, Token } from './state.ts';
import type { Turn } from './turn.ts';

/** A user task is entered: what it produces from now on descends from this visit. */
export function recordVisit(turn: Turn, token: Token): void {
  const { via, of, index, compensates } = token;
  const container = of === undefined ? undefined : turn.state.tokens[of]?.cause;
  token.cause = record(turn, {
    kind: 'visit',
    node: token.node,
    scope: token.scope,
    parents: [token.cause],
    // A compensation handler is not entered by itself again.
    ...(compensates === undefined ? { entry: { via, of, index } } : {}),
    ...(container === undefined ? {} : { visit: container }),
  });
}

/** A user task with a loop is entered: a return to it goes back to before its first instance. */
export function recordContainer(turn: Turn, token: Token, node: Activity): void {
  if (node.type !== 'userTask') return;
  const { via } = token;
  token.cause = record(turn, { kind: 'container', node: token.node, scope: token.scope, parents: [token.cause], entry: { via } });
}

/** The visit or container that a token inside a user task belongs to. */
export function visitOf(turn: Turn, token: Token): number {
  const visit = turn.state.ledger.occurrences[token.cause];
  return visit?.visit ?? token.cause;
}

/** A piece of the configuration as it stands, without taking it: a user task's token, tasks, vote, waits and own variables. */
export function copyTask(turn: Turn, token: Token): Fragment {
  const { tasks, waits, scopes, votes } = turn.state;
  const copy = emptyFragment();
  const { aside: _dropped, ...own } = token;
  copy.tokens.push(copyOf(own));
  for (const id of token.tasks ?? []) if (tasks[id]) copy.tasks.push({ ...tasks[id] });
  for (const id of token.waits ?? []) {
    const wait = waits[id];
    if (wait) copy.waits.push({ ...wait, ...(wait.due === undefined ? {} : { left: wait.due - turn.now }) });
  }
  const body = token.body === undefined ? undefined : scopes[token.body];
  if (body) copy.scopes.push(copyOf(body));
  const vote = votes[token.id];
  if (vote) copy.votes.push(copyOf(vote));
  return copy;
}

/** A person completed a task: what follows descends from that; a recall restores the task with its timers and variables. */
export function recordCompletion(turn: Turn, token: Token, by: string | null, approved: boolean): void {
  const visit = turn.state.ledger.occurrences[token.cause];
  if (visit) visit.completed = true;
  const consumed = copyTask(turn, token);
  token.cause = record(turn, {
    kind: 'completion',
    node: token.node,
    scope: token.scope,
    parents: [token.cause],
    by,
    approved,
    consumed,
    visit: visitOf(turn, token),
  });
}
