import { completeActivity } from './activity.ts';
import { emptyFragment, takeContents } from './fragment.ts';
import { leave } from './flow.ts';
import type { Incident, Token } from './state.ts';
import { nodeOf, type Turn } from './turn.ts';
import { writeAll } from './variables.ts';
import type { Variables } from './expression.ts';

function resolve(turn: Turn, incident: Incident): Token | null {
  delete turn.state.incidents[incident.id];
  turn.commands.push({ kind: 'incidentResolved', incident: incident.id });
  return incident.token === null ? null : (turn.state.tokens[incident.token] ?? null);
}

/** Tries the element of an incident again, with corrected variables: from its entry, or from where it was left. */
export function retryIncident(turn: Turn, incident: Incident, variables: Variables): void {
  const token = resolve(turn, incident);
  if (!token) return;
  writeAll(turn, token.scope, variables);
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

/** Passes the element of an incident by authority: its token goes on as if it had completed. */
export function skipIncident(turn: Turn, incident: Incident): void {
  const token = resolve(turn, incident);
  if (!token) return;
  clear(turn, token);
  token.status = 'wait';
  const node = nodeOf(turn, token.node);
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
