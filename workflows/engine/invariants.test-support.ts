import type { Program } from '../../schema/process/program.ts';
import { canHold, markingOf, tokensOf } from './reachable/marking.ts';
import type { ScopeRun, State, Token } from './state.ts';

/** What must hold of every state between two steps; gives what does not, each as a sentence. */
export function broken(program: Program, state: State): string[] {
  const found: string[] = [];
  const must = (holds: boolean, sentence: string) => void (holds || found.push(sentence));
  must(state.program === program.hash, 'the state names another program');
  for (const token of Object.values(state.tokens)) checkToken(program, state, token, must);
  for (const scope of Object.values(state.scopes)) checkScope(program, state, scope, must);
  for (const task of Object.values(state.tasks)) {
    const token = state.tokens[task.token];
    must(token?.tasks?.includes(task.id) === true && token.node === task.element, `task ${task.id} of ${task.element} has no token there`);
  }
  for (const wait of Object.values(state.waits)) {
    const owner = wait.token === null ? state.scopes[wait.scope] : state.tokens[wait.token];
    must(wait.scope === 0 || owner?.waits?.includes(wait.id) === true, `wait ${wait.id} at ${wait.element} has no owner`);
    const node = program.nodes[wait.element];
    const kind = node && 'events' in node ? node.events[wait.index]?.kind : node?.type === 'receiveTask' ? 'message' : undefined;
    must(
      kind !== undefined && (kind === 'conditional' ? 'condition' : kind) === wait.kind,
      `wait ${wait.id} is no event of ${wait.element}`,
    );
  }
  must(Object.values(state.waits).filter(({ kind }) => kind === 'condition').length === state.conditions, 'conditions are miscounted');
  for (const join of Object.values(state.joins)) {
    const held = Object.entries(join.arrived).flatMap(([flow, ids]) => ids.map((id) => ({ flow, token: state.tokens[id] })));
    must(
      held.every(({ flow, token }) => token?.status === 'joined' && token.node === join.node && token.via === flow),
      `${join.node} holds what is not there`,
    );
    must(join.missing === program.nodes[join.node]!.incoming.length - Object.keys(join.arrived).length, `${join.node} miscounts its flows`);
  }
  for (const vote of Object.values(state.votes)) must(state.tokens[vote.token]?.status === 'task', `a vote has no task`);
  for (const { token, element } of Object.values(state.incidents))
    must(token === null || state.tokens[token] !== undefined, `an incident of ${element} has no token`);
  return found;
}

type Must = (holds: boolean, sentence: string) => void;

function checkToken(program: Program, state: State, token: Token, must: Must): void {
  const at = `token ${token.id} at ${token.node}`;
  const node = program.nodes[token.node];
  const scope = state.scopes[token.scope];
  must(node !== undefined && scope !== undefined, `${at} is nowhere`);
  if (!node || !scope) return;
  must(node.scope === scope.of, `${at} lies in ${scope.of}`);
  const isListed = token.of === undefined ? scope.tokens[token.id] === 1 : state.tokens[token.of]?.multi?.live[token.id] === 1;
  must(isListed, `${at} is not listed where it lies`);
  must(token.status !== 'moving', `${at} has not moved`);
  must(token.status !== 'task' || (token.tasks ?? []).some((id) => state.tasks[id] !== undefined), `${at} has no task`);
  must(token.status !== 'wait' || (token.waits ?? []).some((id) => state.waits[id] !== undefined), `${at} waits for nothing`);
  must(
    token.status !== 'joined' || state.joins[`${token.scope}/${token.node}`]?.arrived[token.via ?? '']?.includes(token.id) === true,
    `${at} is held by no join`,
  );
  must(token.status !== 'multi' || (token.multi?.active ?? 0) > 0, `${at} performs nothing`);
  if (token.body !== undefined) must(state.scopes[token.body]?.owner === token.id, `${at} has no body`);
}

function checkScope(program: Program, state: State, scope: ScopeRun, must: Must): void {
  const at = `scope ${scope.id} of ${scope.of}`;
  const owner = scope.owner === null ? undefined : state.tokens[scope.owner];
  must(scope.owner === null || owner !== undefined, `${at} has lost its activity`);
  must(Object.keys(scope.tokens).length === scope.live && tokensOf(state, scope).length === scope.live, `${at} miscounts its tokens`);
  if (owner) must(scope.parent === owner.scope || owner.status === 'compensating', `${at} lies elsewhere than its activity`);
  if (!program.scopes[scope.of]) return;
  must(scope.live > 0 || Object.values(state.incidents).length > 0, `${at} is dead`);
  const marking = markingOf(program, tokensOf(state, scope));
  if (marking.size > 0)
    must(canHold(program, scope.of, marking).found !== 'no', `${at} holds what no run of it does: ${[...marking.keys()].join(' ')}`);
}
