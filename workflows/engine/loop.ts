import type { Activity } from '../../schema/process/program.ts';
import type { Variables } from './expression.ts';
import { leave } from './flow.ts';
import { causesIn, emptyFragment, takeToken } from './fragment.ts';
import { raise } from './incident.ts';
import { findOccurrence, merge } from './ledger.ts';
import { instancesOf, multiInstanceOver, throwInstanceEvents } from './multi-instance.ts';
import { goesOn } from './standard-loop.ts';
import type { MultiRun, Token } from './state.ts';
import { sendInstance, unlinkToken } from './token.ts';
import { getToken, type Turn } from './turn.ts';
import { write } from './variables.ts';
import { recordContainer } from './visit.ts';
import { disarm } from './wait.ts';

/** What the loop needs of activities: to arm the boundary events of the whole, and to begin one performance. */
interface ActivityStart {
  arm(turn: Turn, token: Token, node: Activity): boolean;
  begin(turn: Turn, token: Token, node: Activity): void;
}

/** An activity with a loop is entered: its token becomes the container of the performances (BPMN 13.3.6, 13.3.7). */
export function enterLoop(turn: Turn, token: Token, node: Activity, activity: ActivityStart): void {
  const multi = prepare(turn, token, node);
  if (!multi) return;
  recordContainer(turn, token, node);
  token.status = 'multi';
  token.multi = multi;
  if (!activity.arm(turn, token, node)) return;
  if (multi.total === 0 || (node.loop!.kind === 'standard' && node.loop!.testBefore && !goesOn(turn, token, node, 0))) {
    if (turn.state.tokens[token.id]?.status === 'multi') completeLoop(turn, token, node);
    return;
  }
  const parallel = node.loop!.kind === 'multi' && !node.loop!.sequential;
  // All instances exist before the first begins: a condition on their number must see them.
  const instances = Array.from({ length: parallel ? multi.total : 1 }, (_, index) => sendInstance(turn, token, index, token.cause));
  for (const instance of instances) {
    if (turn.state.tokens[instance.id] === instance) activity.begin(turn, instance, node);
  }
}

function prepare(turn: Turn, token: Token, node: Activity): MultiRun | null {
  const loop = node.loop!;
  if (loop.kind === 'standard') {
    return { total: loop.maximum ?? Number.MAX_SAFE_INTEGER, live: {}, active: 0, done: [] };
  }
  const instances = instancesOf(turn, token, loop);
  if (!instances.ok) {
    raise(turn, token, instances.code, instances.message);
    return null;
  }
  return { total: instances.total, live: {}, active: 0, done: [], ...(instances.items ? { items: instances.items } : {}) };
}

/** The variables of one performance: its entry of the collection and its number, from 1. */
export function instanceVariables(turn: Turn, token: Token, node: Activity): Variables {
  const variables: Variables = { loopCounter: token.index! + 1 };
  const { loop } = node;
  if (loop?.kind !== 'multi') return variables;
  const { items } = getToken(turn, token.of!).multi!;
  if (loop.item !== undefined && items) variables[loop.item] = items[token.index!] ?? null;
  // A data output of the instance is its own, not the process's.
  const { outputItem } = loop;
  const name = outputItem?.names[0];
  if (name !== undefined && name === outputItem?.text.trim() && !(name in variables)) variables[name] = null;
  return variables;
}

/** One performance is done: the next begins, or the whole is. */
export function instanceDone(turn: Turn, token: Token, node: Activity, output: unknown): void {
  const container = getToken(turn, token.of!);
  const multi = container.multi!;
  multi.done.push({ index: token.index!, cause: token.cause, ...(output === undefined ? {} : { output }) });
  unlinkToken(turn, token);
  // An incident of the whole holds it until it is dealt with.
  if (container.status !== 'multi') return;
  const { loop } = node;
  if (loop?.kind === 'multi') {
    if (!throwInstanceEvents(turn, container, loop)) return;
    const over = multiInstanceOver(turn, container, loop);
    if (over === null) return;
    if (over) {
      completeLoop(turn, container, node);
      return;
    }
  } else if (multi.done.length >= multi.total || !goesOn(turn, container, node, multi.done.length)) {
    if (container.status === 'multi') completeLoop(turn, container, node);
    return;
  }
  if (loop?.kind === 'multi' && !loop.sequential) return;
  turn.queue.push(sendInstance(turn, container, multi.done.length, token.cause));
}

/** All performances are done, or a completion condition says so: what is left is cancelled, results are collected, the token goes on. */
function completeLoop(turn: Turn, container: Token, node: Activity): void {
  const multi = container.multi!;
  const { aside: _dropped, ...own } = container;
  const before: Token = { ...own, multi: { ...multi, live: {}, active: 0 } };
  const left = emptyFragment();
  for (const id of Object.keys(multi.live)) takeToken(turn, turn.state.tokens[Number(id)]!, left, 'cancelled');
  for (const id of container.waits ?? []) {
    const wait = disarm(turn, id);
    if (wait) left.waits.push(wait);
  }
  const { loop } = node;
  if (loop?.kind === 'multi' && loop.outputCollection !== undefined) {
    const ordered = multi.done.toSorted((a, b) => a.index - b.index);
    write(
      turn,
      container.scope,
      loop.outputCollection,
      ordered.map((done) => done.output ?? null),
    );
  }
  const entered = findOccurrence(turn.state, container.cause);
  const occurrence = entered?.kind === 'container' && entered.node === node.id ? entered : undefined;
  // Over nobody it was nobody's, and there is nothing to return to.
  if (occurrence && multi.done.length > 0) occurrence.completed = true;
  const causes = [container.cause, ...multi.done.map((done) => done.cause)];
  const cut = causesIn(left);
  delete container.multi;
  delete container.waits;
  const at = { node: node.id, scope: container.scope, ...(occurrence ? { visit: occurrence.id } : {}) };
  const consumed = () => {
    left.tokens.push(before);
    return left;
  };
  container.cause = merge(turn, [...causes, ...cut], at, consumed, causes);
  leave(turn, container, node);
}
