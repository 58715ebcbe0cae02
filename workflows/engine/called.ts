import type { NodeOf } from '../../schema/process/program.ts';
import type { Variables } from './expression.ts';
import { emptyFragment, takeScope } from './fragment.ts';
import { endInstance } from './instance-end.ts';
import { newInstance } from './instance.ts';
import { merge } from './ledger.ts';
import { enterBody, scopeOf, startBody } from './scope.ts';
import type { InstanceStatus, ScopeRun, Token } from './state.ts';
import { getScope, type Turn } from './turn.ts';
import { allVariables } from './variables.ts';

/** Starts the process a call activity calls, with the variables it passes in. */
export function startCalled(turn: Turn, token: Token, node: NodeOf<'callActivity'>, process: string): void {
  const variables = node.inputs ? { ...getScope(turn, scopeOf(turn, token)).variables } : allVariables(turn, scopeOf(turn, token));
  const scope = newInstance(turn, process, variables, { token: token.id, cause: token.cause });
  scope.written = {};
  token.called = scope.instance;
  if (enterBody(turn, scope, null)) startBody(turn, scope);
}

/** The called process is over: closes it and gives what passes out. Mapped outputs are evaluated here. */
export function closeCalled(turn: Turn, token: Token, node: NodeOf<'callActivity'>, body: ScopeRun, status: InstanceStatus): Variables {
  const result: Variables = node.outputs ? { ...body.variables } : pick(body.variables, Object.keys(body.written ?? {}));
  const before: Token = { ...token };
  const consumed = emptyFragment();
  takeScope(turn, body, consumed, 'cancelled');
  endInstance(turn, turn.state.instances[body.instance]!, status);
  consumed.instances.push(body.instance);
  delete token.called;
  token.cause = merge(turn, [body.cause, ...body.ended], { node: token.node, scope: token.scope }, () => {
    consumed.tokens.push(before);
    const own = token.body === undefined ? undefined : turn.state.scopes[token.body];
    if (own) consumed.scopes.push(own);
    for (const id of token.waits ?? []) {
      const wait = turn.state.waits[id];
      if (wait) consumed.waits.push({ ...wait, ...(wait.due === undefined ? {} : { left: wait.due - turn.now }) });
    }
    return consumed;
  });
  return result;
}

function pick(variables: Variables, names: string[]): Variables {
  return Object.fromEntries(names.map((name) => [name, variables[name]]));
}
