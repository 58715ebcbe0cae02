import { nextHandler } from '../compensation.ts';
import { openScope } from '../scope.ts';
import { pastOf } from '../ledger.ts';
import type { Compensable, Occurrence, Task, Token } from '../state.ts';
import { placeToken } from '../token.ts';
import { getScope, getToken, nodeOf, type Turn } from '../turn.ts';
import { canUndo, coneFor } from './cone.ts';
import { toCompensate, undo, type Undone } from './undo.ts';

/** The latest completed visit of an element in a task's past: where a return to it goes. Null when there is none. */
export function findVisit(turn: Turn, task: Task, to: string): Occurrence | null {
  if (to === task.element || turn.program.nodes[to]?.type !== 'userTask') return null;
  const { ledger } = turn.state;
  const token = getToken(turn, task.token);
  let latest: Occurrence | null = null;
  for (const id of pastOf(ledger, [token.cause, ...(task.cause === undefined ? [] : [task.cause])])) {
    const occurrence = ledger.occurrences[id];
    if (occurrence?.node !== to || !occurrence.completed || occurrence.sealed) continue;
    // An instance of a multi-instance task is taken back by taking back the whole.
    if (!occurrence.entry || occurrence.entry.of !== undefined) continue;
    if (latest === null || occurrence.id > latest.id) latest = occurrence;
  }
  return latest && canUndo(turn, coneFor(turn, latest), latest.scope) ? latest : null;
}

/** 退回: undoes a visit with all that descends from it and enters the task again; `straight` keeps the cut for when it is done. */
export function returnTo(turn: Turn, task: Task, visit: Occurrence, straight: boolean, by?: string): void {
  const from = task.element;
  const undone = undo(turn, visit, straight ? 'setAside' : 'returned');
  const token = placeToken(turn, visit.scope, visit.node, visit.parents[0]!);
  token.via = visit.entry?.via ?? null;
  const cancelled = [...new Set(undone.removed.tokens.map((removed) => removed.node))];
  turn.commands.push({ kind: 'returned', from, to: visit.node, by, cancelled });
  forgetAside(undone.removed.tokens);
  if (straight) {
    token.aside = {
      visit: visit.id,
      removed: undone.removed,
      ledger: undone.occurrences,
      restored: undone.restored.map((restored) => ({ ...restored })),
      armed: undone.armed,
      pruned: undone.pruned,
    };
    enterAgain(turn, token);
    return;
  }
  compensate(turn, token, undone);
}

function forgetAside(tokens: Token[]): void {
  for (const token of tokens) delete token.aside;
}

/** The returned task's token goes into it. */
export function enterAgain(turn: Turn, token: Token): void {
  token.status = 'moving';
  token.gathered = true;
  turn.queue.push(token);
}

/** Where the process asks for it, undoes what had been done in between before the task opens again. */
function compensate(turn: Turn, token: Token, undone: Undone): void {
  const scope = getScope(turn, token.scope);
  const entries = asksForCompensation(turn, scope.instance) ? toCompensate(undone) : [];
  if (entries.length === 0) {
    enterAgain(turn, token);
    return;
  }
  const scopes: number[] = [];
  const queue = entries.map(({ entry, scope: id }) => ({
    entry,
    scope: id !== null && turn.state.scopes[id] ? id : standIn(turn, token, entry, scopes),
  }));
  token.status = 'compensating';
  token.compensation = { queue, scopes, then: 'return', rest: [] };
  nextHandler(turn, token);
}

/** A scope that is gone is stood in for by one that sees the variables round it. */
function standIn(turn: Turn, holder: Token, entry: Compensable, opened: number[]): number {
  const at = getScope(turn, holder.scope);
  const { scope: of } = nodeOf(turn, entry.activity);
  const scope = openScope(turn, { of, instance: at.instance, parent: at.id, owner: holder.id, cause: holder.cause }, {});
  opened.push(scope.id);
  return scope.id;
}

function asksForCompensation(turn: Turn, instance: number): boolean {
  return turn.program.processes[turn.state.instances[instance]!.process]!.compensateOnReturn;
}
