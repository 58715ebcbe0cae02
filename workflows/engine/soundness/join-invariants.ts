import type { Node, Program } from '../../../schema/process/program.ts';
import type { JoinRun, State, Token } from '../state.ts';
import type { Check } from './invariants.ts';

/** What is wrong with the joins of a state: their tokens, who they wait for, and whether they should have let go. */
export function joinFindings(program: Program, state: State, check: Check): void {
  for (const [key, join] of Object.entries(state.joins)) {
    const name = `the join ${join.node}`;
    const node = program.nodes[join.node]!;
    check(key === `${join.scope}/${join.node}`, `${name} is filed under ${key}`);
    check(state.scopes[join.scope] !== undefined, `${name} is in a dead scope`);
    const held = Object.entries(join.arrived).flatMap(([via, ids]) => ids.map((id) => ({ via, token: state.tokens[id] })));
    check(
      held.every(
        ({ via, token }) =>
          token?.status === 'joined' && token.node === join.node && token.scope === join.scope && (token.via ?? '') === via,
      ),
      `${name} holds a token that is not there`,
    );
    check(
      Object.values(join.arrived).every((ids) => ids.length > 0),
      `${name} keeps a flow without a token`,
    );
    check(join.missing === node.incoming.filter((flow) => !join.arrived[flow]).length, `${name} counts its empty flows wrongly`);
    check(!letsGo(program, state, join, node), `${name} should have let go`);
    if (join.blocker !== null && state.tokens[join.blocker]) {
      check(state.blocks[join.blocker]?.includes(key) === true, `${name} would not hear that what it waits for has moved`);
    }
  }
  for (const token of Object.values(state.tokens)) {
    if (token.status !== 'joined') continue;
    const join = state.joins[`${token.scope}/${token.node}`];
    check(
      join?.arrived[token.via ?? '']?.filter((id) => id === token.id).length === 1,
      `token ${token.id} is not held by the join ${token.node}`,
    );
  }
  for (const id of Object.keys(state.blocks)) check(state.tokens[Number(id)] !== undefined, `token ${id} keeps a join waiting and is gone`);
}

/** Whether a join has what it needs: a parallel one a token on each flow, an inclusive one all that can still come (BPMN 13.4.1, 13.4.3). */
function letsGo(program: Program, state: State, join: JoinRun, node: Node): boolean {
  const full = node.incoming.filter((flow) => join.arrived[flow]);
  if (node.type === 'parallelGateway') return full.length === node.incoming.length;
  if (node.type !== 'inclusiveGateway') return false;
  const others = Object.keys(state.scopes[join.scope]?.tokens ?? {}).map((id) => state.tokens[Number(id)]!);
  return !others.some((token) => canStillCome(program, token, node, full));
}

/** A path to an empty flow of the join, and none to a full one, not passing the join. */
function canStillCome(program: Program, token: Token, join: Node, full: string[]): boolean {
  if (token.node === join.id) return false;
  const reached = new Set<string>();
  const seen = new Set<string>([join.id]);
  const todo = [token.node];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = program.nodes[id]!;
    for (const flow of node.outgoing) {
      const { target } = program.flows[flow]!;
      if (target === join.id) reached.add(flow);
      else todo.push(target);
    }
    if ('boundary' in node) todo.push(...node.boundary);
    if ('events' in node) for (const event of node.events) if (event.kind === 'link' && event.target !== undefined) todo.push(event.target);
  }
  return [...reached].some((flow) => !full.includes(flow)) && !full.some((flow) => reached.has(flow));
}
