import type { Node } from '../../schema/process/program.ts';
import { completeActivity } from './activity.ts';
import type { Variables } from './expression.ts';
import { emptyFragment, takeContents } from './fragment.ts';
import { leave, leaveAlong } from './flow.ts';
import { enterBody, startBody } from './scope.ts';
import type { Incident, Token } from './state.ts';
import { sendToken } from './token.ts';
import { nodeOf, type Turn } from './turn.ts';
import type { Refusal } from './types.ts';
import { correct } from './variables.ts';
import { disarm } from './wait.ts';

function resolve(turn: Turn, incident: Incident): Token | null {
  delete turn.state.incidents[incident.id];
  turn.commands.push({ kind: 'incidentResolved', incident: incident.id });
  return incident.token === null ? null : (turn.state.tokens[incident.token] ?? null);
}

/** Tries the element of an incident again, with corrected variables: from its entry, or from where it was left. */
export function retryIncident(turn: Turn, incident: Incident, variables: Variables): void {
  const token = resolve(turn, incident);
  if (!token) {
    beginAgain(turn, incident, variables);
    return;
  }
  correct(turn, token.scope, variables, incident.element);
  if (token.retry === 'leave') {
    delete token.retry;
    token.status = 'wait';
    leave(turn, token, nodeOf(turn, token.node));
    return;
  }
  clear(turn, token);
  token.status = 'moving';
  turn.queue.push(token);
}

/** A process that could not begin has no token yet: it begins anew. */
function beginAgain(turn: Turn, { instance, entry, element }: Incident, variables: Variables): void {
  const scope = turn.state.scopes[turn.state.instances[instance]?.scope ?? 0];
  if (!scope || scope.live > 0) return;
  correct(turn, scope.id, variables, element);
  for (const id of scope.waits) disarm(turn, id);
  scope.waits = [];
  if (!enterBody(turn, scope, null)) {
    // It failed once more: where it was to begin stays known.
    for (const again of Object.values(turn.state.incidents)) if (again.instance === instance && entry !== undefined) again.entry = entry;
  } else if (entry === undefined) startBody(turn, scope);
  else sendToken(turn, scope.id, entry, null, scope.cause);
}

/** Whether a node was done and only the way out of it failed: then skipping is to choose that way. */
const isLeft = (token: Token, node: Node): boolean => token.retry === 'leave' && node.outgoing.length > 0;

/** Why an incident may not be passed by authority, or null: nobody could say which way the token goes on. */
export function refuseSkip(turn: Pick<Turn, 'program' | 'state'>, incident: Incident, flow: string | undefined): Refusal | null {
  const token = incident.token === null ? undefined : turn.state.tokens[incident.token];
  if (!token) return { code: 'cannot-skip', message: `${incident.element} has not begun` };
  const node = nodeOf(turn, token.node);
  if (isLeft(token, node)) {
    if (flow === undefined ? node.outgoing.length === 1 : node.outgoing.includes(flow)) return null;
    return { code: 'needs-flow', message: `${node.id} can be left by ${node.outgoing.join(', ')}` };
  }
  return node.type.endsWith('Gateway') ? { code: 'cannot-skip', message: `${node.id} has not decided anything` } : null;
}

/** Passes the element of an incident by authority: its token goes on as if it had completed, `flow` being the way where it has several. */
export function skipIncident(turn: Turn, incident: Incident, flow?: string): void {
  const token = resolve(turn, incident);
  if (!token) return;
  const node = nodeOf(turn, token.node);
  if (isLeft(token, node)) {
    delete token.retry;
    token.status = 'wait';
    leaveAlong(turn, token, node, flow ?? node.outgoing[0]!);
    return;
  }
  clear(turn, token);
  token.status = 'wait';
  if ('boundary' in node) completeActivity(turn, token, node, null);
  else leave(turn, token, node);
}

function clear(turn: Turn, token: Token): void {
  takeContents(turn, token, emptyFragment(), 'cancelled');
  delete token.body;
  delete token.waits;
  delete token.tasks;
  delete token.multi;
  delete token.called;
  delete token.retry;
}
