import type { IncidentCode } from '../../schema/rules/incident-codes.ts';
import type { Incident, Token } from './state.ts';
import { nextId, type Turn } from './turn.ts';

/** Holds a token at its node with an incident: visible, explained, to be retried. Nothing else of the run stops. */
export function raise(turn: Turn, token: Token, code: IncidentCode, message: string, retry: Token['retry'] = 'enter'): void {
  token.status = 'incident';
  token.retry = retry;
  raiseFor(turn, { element: token.node, instance: instanceOf(turn, token), code, message, token: token.id });
}

export function raiseFor(turn: Turn, incident: Omit<Incident, 'id'>): void {
  const id = nextId(turn);
  const full = { id, ...incident };
  turn.state.incidents[id] = full;
  turn.commands.push({ kind: 'incident', incident: { ...full } });
}

export function instanceOf(turn: Turn, token: Token): number {
  return turn.state.scopes[token.scope]?.instance ?? 0;
}
