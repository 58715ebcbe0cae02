import { leaveJoin } from './join-run.ts';
import { dropToken, putToken, setNode } from './lookup.ts';
import type { Token } from './state.ts';
import { getScope, getToken, nextId, type Turn } from './turn.ts';

/** Puts a new token into a scope and on its way to a node. */
export function sendToken(turn: Turn, scopeId: number, node: string, via: string | null, cause: number): Token {
  const token: Token = { id: nextId(turn), scope: scopeId, node, via, status: 'moving', cause };
  putToken(turn.state, token);
  const scope = getScope(turn, scopeId);
  scope.tokens[token.id] = 1;
  scope.live++;
  turn.queue.push(token);
  return token;
}

/** An instance of a multi-instance or loop: owned by its container, not by the scope. */
export function sendInstance(turn: Turn, container: Token, index: number, cause: number): Token {
  const token: Token = {
    id: nextId(turn),
    scope: container.scope,
    node: container.node,
    via: container.via,
    status: 'moving',
    cause,
    of: container.id,
    index,
  };
  putToken(turn.state, token);
  container.multi!.live[token.id] = 1;
  container.multi!.active++;
  return token;
}

/** Tells joins that wait because of this token that it has moved. */
export function released(turn: Turn, token: Token): void {
  const keys = turn.state.blocks[token.id];
  if (!keys) return;
  delete turn.state.blocks[token.id];
  turn.recheck.push(...keys);
}

/** Sends an existing token on along a flow. */
export function moveToken(turn: Turn, token: Token, node: string, via: string): void {
  released(turn, token);
  setNode(turn.state, token, node);
  token.via = via;
  token.status = 'moving';
  delete token.gathered;
  turn.queue.push(token);
}

/** Takes a token out of its scope or container, with nothing else of it. */
export function unlinkToken(turn: Turn, token: Token): void {
  if (token.status === 'joined') leaveJoin(turn, token);
  released(turn, token);
  if (token.of === undefined) {
    const scope = turn.state.scopes[token.scope];
    if (scope?.tokens[token.id]) {
      delete scope.tokens[token.id];
      scope.live--;
    }
  } else {
    const multi = turn.state.tokens[token.of]?.multi;
    if (multi?.live[token.id]) {
      delete multi.live[token.id];
      multi.active--;
    }
  }
  dropToken(turn.state, token);
}

/** Puts a token back under its own id. */
export function linkToken(turn: Turn, token: Token): void {
  putToken(turn.state, token);
  if (token.of === undefined) {
    const scope = getScope(turn, token.scope);
    scope.tokens[token.id] = 1;
    scope.live++;
  } else {
    const multi = getToken(turn, token.of).multi!;
    multi.live[token.id] = 1;
    multi.active++;
  }
}

/** Puts a new token inside a node, not on its way. */
export function placeToken(turn: Turn, scopeId: number, node: string, cause: number): Token {
  const token = sendToken(turn, scopeId, node, null, cause);
  turn.queue.pop();
  token.status = 'wait';
  return token;
}
