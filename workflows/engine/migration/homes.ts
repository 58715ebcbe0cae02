import { record } from '../ledger.ts';
import type { ScopeRun, State, Token } from '../state.ts';
import { find, note, type Work } from './work.ts';

/**
 * Settles in which scope each token lies. A sub-process that the new version does not have dissolves into the scope round
 * it; one that lies newly round where a token stands is opened round it. Everything else must lie where it lay.
 */
export function settleHomes(work: Work): void {
  const { state } = work;
  for (const scope of Object.values(state.scopes)) settleScope(work, scope);
  const opened = new Map<string, { scope: ScopeRun; owner: Token; inner: Token[] }>();
  for (const token of Object.values(state.tokens)) {
    if (token.body !== undefined && work.dissolved.has(token.body)) continue;
    if (token.of === undefined) settleToken(work, token, opened);
  }
  for (const { scope, owner, inner } of opened.values()) giveCause(work, scope, owner, inner);
  dissolve(work);
  for (const token of Object.values(state.tokens)) if (token.of !== undefined) token.scope = state.tokens[token.of]!.scope;
  for (const scope of Object.values(state.scopes)) {
    if (scope.owner !== null) scope.parent = state.tokens[scope.owner]!.scope;
    scope.of = work.bodies.get(scope.id) ?? scope.of;
    count(state, scope);
  }
}

/** Which body a live scope is in the new version, or into which it dissolves. */
function settleScope(work: Work, scope: ScopeRun): void {
  const { plan, state, before } = work;
  const owner = scope.owner === null ? undefined : state.tokens[scope.owner];
  if (!plan.from.scopes[scope.of]) {
    // An activity's own variables go where it goes.
    if (owner) work.bodies.set(scope.id, owner.node);
    return;
  }
  const image = plan.scope(scope.of);
  if (image !== null) {
    work.bodies.set(scope.id, image);
    return;
  }
  const isLeft = owner !== undefined && owner.node === before.tokens[owner.id]!.node && plan.node(owner.node) === null;
  if (!isLeft || work.findings.some(({ element, code }) => element === scope.of && code === 'not-mapped') || scope.parent === null) {
    find(work, scope.of, 'not-mapped', `${scope.of} is under way and is nothing of the new version`);
    return;
  }
  work.dissolved.set(scope.id, work.dissolved.get(scope.parent) ?? scope.parent);
  note(work, scope.of, 'scope-dissolved');
}

type Opened = Map<string, { scope: ScopeRun; owner: Token; inner: Token[] }>;

function settleToken(work: Work, token: Token, opened: Opened): void {
  const { plan, state, before } = work;
  const home = plan.to.nodes[token.node]?.scope;
  const around = work.dissolved.get(token.scope) ?? token.scope;
  const body = work.bodies.get(around);
  const was = before.tokens[token.id]!.node;
  if (home === undefined || body === undefined || plan.node(was) === null) return;
  const between: string[] = [];
  for (let at: string | undefined = home; at !== body; at = plan.to.scopes[at]!.parent) {
    if (at === undefined || !canOpen(work, at)) {
      find(work, was, 'scope-changed', `${was} is under way in ${body}, and ${token.node} lies in ${home}`);
      return;
    }
    between.unshift(at);
  }
  let scope = around;
  for (const of of between) {
    const known = opened.get(`${scope}/${of}`) ?? open(work, opened, scope, of);
    known.inner.push(token);
    scope = known.scope.id;
  }
  if (state.scopes[scope]) token.scope = scope;
}

/** Only a plain sub-process that was not in the old version can be begun in the middle. */
function canOpen({ plan }: Work, id: string): boolean {
  const node = plan.to.nodes[id];
  return node !== undefined && (node.type === 'subProcess' || node.type === 'transaction') && !node.loop && plan.isNew(id);
}

function open(work: Work, opened: Opened, parent: number, of: string) {
  const { state } = work;
  const id = state.next++;
  const owner: Token = { id, scope: parent, node: of, via: null, status: 'scope', cause: 0, body: state.next };
  const { instance } = state.scopes[parent]!;
  const scope: ScopeRun = {
    id: state.next++,
    of,
    instance,
    parent,
    owner: id,
    variables: {},
    tokens: {},
    live: 0,
    waits: [],
    ended: [],
    compensable: [],
    cause: 0,
  };
  state.tokens[id] = owner;
  state.scopes[scope.id] = scope;
  work.bodies.set(scope.id, of);
  work.opened.add(scope.id);
  note(work, of, 'scope-opened');
  const made = { scope, owner, inner: [] as Token[] };
  opened.set(`${parent}/${of}`, made);
  return made;
}

/** A sub-process opened in the middle descends from what the tokens in it were before they came to where they are. */
function giveCause(work: Work, scope: ScopeRun, owner: Token, inner: Token[]): void {
  const { ledger } = work.state;
  const causes = inner.map((token) => {
    const visit = ledger.occurrences[token.cause];
    const isInside = (visit?.kind === 'visit' || visit?.kind === 'container') && !visit.completed;
    return isInside ? visit.parents[0]! : token.cause;
  });
  const parents = [...new Set(causes)];
  const cause =
    parents.length === 1 ? parents[0]! : record({ state: work.state }, { kind: 'merge', node: scope.of, scope: owner.scope, parents });
  owner.cause = cause;
  scope.cause = cause;
}

/** What a dissolved scope held goes to the one round it. */
function dissolve(work: Work): void {
  const { state } = work;
  for (const [id, into] of work.dissolved) {
    const [scope, around] = [state.scopes[id]!, state.scopes[into]!];
    for (const [name, value] of Object.entries(scope.variables)) {
      const has = Object.hasOwn(around.variables, name);
      if (has && JSON.stringify(around.variables[name]) !== JSON.stringify(value)) {
        find(work, scope.of, 'variable-clash', `${scope.of} and what lies round it both have a variable ${name}`);
      } else around.variables[name] = value;
    }
    around.compensable.push(...scope.compensable);
    around.compensable.sort((a, b) => a.id - b.id);
    const isTop = around.owner === null && state.instances[around.instance]?.parent === null;
    if (!isTop) around.ended.push(...scope.ended.filter((cause) => !around.ended.includes(cause)));
  }
  for (const id of work.dissolved.keys()) {
    const scope = state.scopes[id]!;
    work.orphans.push(...scope.waits, ...(state.tokens[scope.owner!]!.waits ?? []));
    delete state.tokens[scope.owner!];
    delete state.scopes[id];
  }
}

function count(state: State, scope: ScopeRun): void {
  scope.tokens = {};
  scope.live = 0;
  for (const token of Object.values(state.tokens)) {
    if (token.scope !== scope.id || token.of !== undefined) continue;
    scope.tokens[token.id] = 1;
    scope.live++;
  }
}
