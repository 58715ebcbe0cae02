import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { Node, Program } from '../../schema/process/program.ts';
import { compensationStart } from './compensable.ts';
import { entered } from './flow.ts';
import { copyOf, emptyFragment } from './fragment.ts';
import { merge, record } from './ledger.ts';
import { openScope } from './scope.ts';
import type { Compensable, CompensationRun, Fragment, ScopeRun, Token } from './state.ts';
import { placeToken, sendToken } from './token.ts';
import { getScope, nodeOf, type Turn } from './turn.ts';

type Compensation = Extract<EventDefinition, { kind: 'compensation' }>;

/** The scope whose activities a compensation undoes: the thrower's, or round an event sub-process the one it lies in. */
function compensated(turn: Turn, from: ScopeRun, activity: string | undefined): ScopeRun {
  let scope = from;
  const isEventBody = () => turn.program.scopes[scope.of]?.kind === 'eventSubProcess' && scope.parent !== null;
  const has = () =>
    activity === undefined ? scope.compensable.length > 0 : scope.compensable.some((entry) => entry.activity === activity);
  while (!has() && isEventBody()) scope = getScope(turn, scope.parent!);
  return scope;
}

/** Takes what is to be undone out of a scope, latest first. */
export function takeCompensable(scope: ScopeRun, activity?: string): Compensable[] {
  const isMeant = (entry: Compensable) => activity === undefined || entry.activity === activity;
  const taken = scope.compensable.filter(isMeant);
  scope.compensable = scope.compensable.filter((entry) => !isMeant(entry));
  return taken.toReversed();
}

/**
 * Throws compensation (BPMN 13.5.5): handlers run one after the other, the latest completed first. True when the token is
 * held until they are done; false when there is nothing to undo, or nothing to wait for.
 */
export function startCompensation(
  turn: Turn,
  token: Token,
  definition: Compensation,
  after: { then: 'leave' | 'end'; rest: EventDefinition[] },
): boolean {
  const scope = compensated(turn, getScope(turn, token.scope), definition.activity);
  const entries = takeCompensable(scope, definition.activity);
  if (entries.length === 0) return false;
  const before: Token = { ...token, status: 'moving' };
  token.cause = recordTaken(turn, token, scope, entries, { ...emptyFragment(), tokens: [before] });
  const holder = definition.wait ? token : placeToken(turn, token.scope, token.node, token.cause);
  const then = definition.wait ? after.then : 'vanish';
  run(turn, holder, entries, scope, { then, rest: after.rest });
  return definition.wait;
}

/**
 * What is to be undone is out of its scope from now on: taking the throw back puts it back. `consumed` is what throws anew
 * when it is not the throw that is taken back, but what was to be undone. Gives the cause of what follows.
 */
export function recordTaken(
  turn: Turn,
  at: { node: string; scope: number; cause: number },
  { id }: ScopeRun,
  entries: Compensable[],
  consumed: Fragment,
): number {
  const { node, scope, cause } = at;
  return record(turn, { kind: 'merge', node, scope, parents: [cause], consumed, compensable: { scope: id, entries } });
}

/** Holds a token until the given activities are undone. */
export function run(
  turn: Turn,
  holder: Token,
  entries: Compensable[],
  scope: ScopeRun,
  after: Pick<CompensationRun, 'then' | 'rest'>,
): void {
  holder.status = 'compensating';
  holder.compensation = { queue: entries.map((entry) => ({ entry, scope: scope.id })), scopes: [], ...after };
  nextHandler(turn, holder);
}

/** A handler has come to its end with the given cause: the token it worked for descends from it. */
export function handlerEnded(turn: Turn, holder: Token, cause: number): void {
  holder.cause = merge(turn, [holder.cause, cause], { node: holder.node, scope: holder.scope }, () => {
    const scopes = (holder.compensation?.scopes ?? []).flatMap((id) => turn.state.scopes[id] ?? []);
    return { ...emptyFragment(), tokens: [copyOf(holder)], scopes: copyOf(scopes) };
  });
  nextHandler(turn, holder);
}

/** Runs the next handler, or lets the token go on when all are done. */
export function nextHandler(turn: Turn, holder: Token): void {
  const compensation = holder.compensation;
  if (!compensation) return;
  const item = compensation.queue.shift();
  if (!item) {
    finish(turn, holder);
    return;
  }
  const node = nodeOf(turn, item.entry.activity);
  if ('compensation' in node && node.compensation !== undefined) {
    runHandler(turn, holder, node, node.compensation, item.scope);
    return;
  }
  // A sub-process without a handler of its own: what was done inside is undone, seeing its variables as they were.
  const snapshot = openScope(
    turn,
    { of: node.id, instance: getScope(turn, item.scope).instance, parent: item.scope, owner: holder.id, cause: holder.cause },
    { ...item.entry.variables },
  );
  compensation.scopes.push(snapshot.id);
  const byEvent = compensationStart(turn, node.id);
  if (byEvent !== null) {
    snapshot.compensable = item.entry.inner;
    runEventSubProcess(turn, holder, snapshot, byEvent);
    return;
  }
  compensation.queue.unshift(...item.entry.inner.toReversed().map((entry) => ({ entry, scope: snapshot.id })));
  nextHandler(turn, holder);
}

const events = new WeakMap<Program, Map<string, string[]>>();

/** The compensation boundary events of an activity, gathered once a program. */
function compensationEvents(program: Program, activity: string): string[] {
  let byActivity = events.get(program);
  if (!byActivity) {
    byActivity = new Map();
    for (const node of Object.values(program.nodes)) {
      if (node.type !== 'boundaryEvent' || !node.events.some((event) => event.kind === 'compensation')) continue;
      byActivity.set(node.attachedTo, [...(byActivity.get(node.attachedTo) ?? []), node.id]);
    }
    events.set(program, byActivity);
  }
  return byActivity.get(activity) ?? [];
}

function runHandler(turn: Turn, holder: Token, activity: Node, handler: string, scope: number): void {
  const { instance } = getScope(turn, scope);
  for (const id of compensationEvents(turn.program, activity.id)) turn.commands.push({ kind: 'entered', element: id, instance });
  const token = sendToken(turn, scope, handler, null, holder.cause);
  token.compensates = holder.id;
}

function runEventSubProcess(turn: Turn, holder: Token, snapshot: ScopeRun, id: string): void {
  const token = placeToken(turn, snapshot.id, id, holder.cause);
  token.compensates = holder.id;
  token.status = 'scope';
  entered(turn, token);
  const body = openScope(turn, { of: id, instance: snapshot.instance, parent: snapshot.id, owner: token.id, cause: holder.cause }, {});
  token.body = body.id;
  sendToken(turn, body.id, turn.program.scopes[id]!.entries[0]!, null, holder.cause);
}

function finish(turn: Turn, holder: Token): void {
  const { then, rest, scopes } = holder.compensation!;
  delete holder.compensation;
  holder.status = 'wait';
  for (const id of scopes) delete turn.state.scopes[id];
  turn.hooks.compensated(turn, holder, then, rest);
}
