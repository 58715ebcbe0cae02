import type { Activity, Node, NodeOf } from '../../../schema/process/program.ts';
import { isJoin } from '../reachable/net.ts';
import type { Token } from '../state.ts';
import { isSameFamily } from './family.ts';
import { find, type Work } from './work.ts';

/** Whether a token has not begun anything: what failed was entering its node, so it can enter any other instead. */
function isFree(token: Token): boolean {
  return token.status === 'incident' && token.retry === 'enter' && !token.multi && token.of === undefined && token.called === undefined;
}

function isEnterable(node: Node): boolean {
  if (node.type === 'boundaryEvent' || node.type === 'startEvent' || node.type === 'eventSubProcess') return false;
  return !('forCompensation' in node && node.forCompensation === true);
}

const loopOf = (node: Node) => ('loop' in node ? node.loop : undefined);

/** Whether two loops are the same as far as performances under way go. */
export function isSameLoop(before: Node, after: Node): boolean {
  const [was, is] = [loopOf(before), loopOf(after)];
  if (!was || !is) return was === is;
  return was.kind === is.kind && (was.kind !== 'multi' || is.kind !== 'multi' || was.sequential === is.sequential);
}

/** Moves a token to its node of the new version, or finds why it cannot stand there. Where it lies is settled afterwards. */
export function moveToken(work: Work, token: Token): void {
  const { plan } = work;
  const before = plan.from.nodes[token.node]!;
  if (token.status === 'compensating' || token.compensates !== undefined) {
    find(work, token.node, 'compensating', `What ${token.node} undoes is still under way`);
    return;
  }
  const image = plan.node(token.node);
  const after = image === null ? undefined : plan.to.nodes[image];
  if (!after) {
    if (!isDissolving(work, token))
      find(work, token.node, 'not-mapped', `${token.node} is no element of the new version, and the case is there`);
    return;
  }
  if (!isSameFamily(before.type, after.type) && !(isFree(token) && isEnterable(after))) {
    find(work, token.node, 'type-changed', `${token.node} is a ${before.type} and ${after.id} a ${after.type}`);
    return;
  }
  if (token.status === 'joined') moveJoined(work, token, after);
  else token.via = token.via === null ? null : plan.flow(token.via);
  checkContents(work, token, before, after);
  token.node = after.id;
}

/** A token inside a plain sub-process that the new version does not have: what is in there goes on without it. */
function isDissolving(work: Work, token: Token): boolean {
  const kind = work.plan.from.scopes[token.node]?.kind;
  if ((kind !== 'subProcess' && kind !== 'transaction') || token.status !== 'scope' || token.of !== undefined) return false;
  return token.body !== undefined && work.state.scopes[token.body] !== undefined;
}

function moveJoined(work: Work, token: Token, after: Node): void {
  const { via } = token;
  token.via = via === null ? null : work.plan.flow(via);
  if (!isJoin(after)) token.status = 'moving';
  else if (token.via === null || !after.incoming.includes(token.via)) {
    find(work, token.node, 'join-flow-gone', `A token has come to ${token.node} by ${via ?? 'no flow'}, which ${after.id} does not have`);
  }
}

/** What a token has under way must be the same thing in the new version. */
function checkContents(work: Work, token: Token, before: Node, after: Node): void {
  const { plan, state } = work;
  const holds = token.status === 'task' || token.status === 'call' || token.status === 'scope' || token.status === 'multi';
  if (token.multi || (holds && token.of === undefined && loopOf(after))) {
    if (!isSameLoop(before, after))
      find(work, token.node, 'loop-changed', `${token.node} is under way and does not repeat as ${after.id} does`);
  }
  if (token.status === 'task' && hasVote(before) !== hasVote(after)) {
    find(work, token.node, 'vote-changed', `${token.node} is open, and only one of the versions decides it by a vote`);
  }
  if (token.status === 'call' && callOf(before) !== callOf(after)) {
    find(work, token.node, 'call-under-way', `${token.node} waits for the answer of a service that ${after.id} does not call`);
  }
  if (token.status === 'scope' && orderingOf(before) !== orderingOf(after)) {
    find(work, token.node, 'ad-hoc-changed', `${token.node} is under way in another order than ${after.id}`);
  }
  if (token.called === undefined) return;
  const instance = state.instances[token.called]!;
  const process = plan.process(instance.process);
  const called = (after as NodeOf<'callActivity'>).called;
  if (process === null || ('literal' in called && called.literal !== process)) {
    find(work, token.node, 'called-changed', `${token.node} has called ${instance.process}, which ${after.id} does not call`);
  }
}

export const hasVote = (node: Node): boolean => node.type === 'userTask' && node.vote !== undefined;
const orderingOf = (node: Node): string | undefined => (node.type === 'adHocSubProcess' ? (node.ordering ?? 'parallel') : undefined);

/** What a service task asks of the shell; a task that names no activity asks for itself, whatever it is called. */
function callOf(node: Node): string {
  const { activity, effect } = node as Activity & { activity?: string; effect?: unknown };
  return JSON.stringify([activity ?? null, effect ?? null]);
}
