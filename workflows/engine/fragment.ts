import { holdAtJoin, joinKey, setPhase } from './join-run.ts';
import type { CloseReason } from './command.ts';
import type { CompensationRun, Fragment, ScopeRun, Task, Token, Wait } from './state.ts';
import { linkToken, unlinkToken } from './token.ts';
import type { Turn } from './turn.ts';
import { armAgain, disarm } from './wait.ts';

export function emptyFragment(): Fragment {
  return { instances: [], scopes: [], tokens: [], tasks: [], waits: [], votes: [], incidents: [], joins: [] };
}

/** Closes a task without completing it; the fragment keeps it. */
export function takeTask(turn: Turn, task: Task, into: Fragment, reason: CloseReason, by?: string): void {
  delete turn.state.tasks[task.id];
  delete turn.state.urged[task.id];
  into.tasks.push(task);
  turn.commands.push({ kind: 'closeTask', task: task.id, element: task.element, reason, by });
}

function takeWait(turn: Turn, id: number, into: Fragment): void {
  const wait = disarm(turn, id);
  if (wait) into.waits.push(wait);
}

/** Takes what a token holds (waits, tasks, calls, bodies, instances), leaving the token itself. */
export function takeContents(turn: Turn, token: Token, into: Fragment, reason: CloseReason): void {
  const { state } = turn;
  for (const id of token.waits ?? []) takeWait(turn, id, into);
  for (const id of token.tasks ?? []) {
    const task = state.tasks[id];
    if (task) takeTask(turn, task, into, reason);
  }
  const vote = state.votes[token.id];
  if (vote) {
    delete state.votes[token.id];
    into.votes.push(vote);
  }
  if (token.status === 'call' && token.call !== undefined) turn.commands.push({ kind: 'cancelCall', call: token.call });
  for (const incident of Object.values(state.incidents)) {
    if (incident.token !== token.id) continue;
    delete state.incidents[incident.id];
    into.incidents.push(incident);
    turn.commands.push({ kind: 'incidentResolved', incident: incident.id });
  }
  if (token.multi) {
    for (const id of Object.keys(token.multi.live)) {
      const instance = state.tokens[Number(id)];
      if (instance) takeToken(turn, instance, into, reason);
    }
  }
  if (token.called !== undefined) {
    const instance = state.instances[token.called];
    if (instance && instance.status === 'running') {
      const scope = state.scopes[instance.scope];
      if (scope) takeScope(turn, scope, into, reason);
      instance.status = 'terminated';
      into.instances.push(instance.id);
      turn.commands.push({ kind: 'instanceEnded', instance: instance.id, process: instance.process, status: 'terminated' });
    }
  }
  const body = token.body === undefined ? undefined : state.scopes[token.body];
  if (body) takeScope(turn, body, into, reason);
  if (token.compensation) takeHandlers(turn, token, token.compensation, into, reason);
}

/** Takes the handlers a token waits for, wherever they are at work, and the scopes opened for them. */
function takeHandlers(turn: Turn, token: Token, { scopes }: CompensationRun, into: Fragment, reason: CloseReason): void {
  for (const id of scopes) {
    const scope = turn.state.scopes[id];
    if (scope) takeScope(turn, scope, into, reason);
  }
  for (const handler of Object.values(turn.state.tokens)) if (handler.compensates === token.id) takeToken(turn, handler, into, reason);
}

/** Takes a token with everything below it out of the configuration. Does not look whether its scope has thereby ended. */
export function takeToken(turn: Turn, token: Token, into: Fragment, reason: CloseReason): void {
  // A token that is held at a join keeps saying so, to be held again when it is put back.
  const { status } = token;
  takeContents(turn, token, into, reason);
  unlinkToken(turn, token);
  token.status = status;
  into.tokens.push(token);
}

/** Takes every token of a scope, the scope staying open. */
export function takeTokens(turn: Turn, scope: ScopeRun, into: Fragment, reason: CloseReason, except?: Token): void {
  for (const id of Object.keys(scope.tokens)) {
    const token = turn.state.tokens[Number(id)];
    if (token && token !== except) takeToken(turn, token, into, reason);
  }
}

/** Takes a whole scope: its tokens, its waits and itself. */
export function takeScope(turn: Turn, scope: ScopeRun, into: Fragment, reason: CloseReason): void {
  takeTokens(turn, scope, into, reason);
  for (const id of scope.waits) takeWait(turn, id, into);
  takeJoins(turn, scope, into);
  delete turn.state.scopes[scope.id];
  into.scopes.push(scope);
}

/** A complex gateway that waits for its reset outlives the tokens it held, but not its scope. */
function takeJoins(turn: Turn, scope: ScopeRun, into: Fragment): void {
  for (const node of turn.program.scopes[scope.of]?.nodes ?? []) {
    if (turn.program.nodes[node]?.type !== 'complexGateway') continue;
    const key = joinKey(scope.id, node);
    const { consumed, activated } = turn.state.joins[key] ?? {};
    if (consumed) into.joins.push({ scope: scope.id, node, consumed, activated });
    delete turn.state.joins[key];
  }
}

/** The distinct causes of a fragment's tokens and votes, and of what had already ended in its scopes. */
export function causesIn(fragment: Fragment): number[] {
  const causes = new Set<number>();
  for (const vote of fragment.votes) for (const signer of vote.signers) if (signer.cause !== undefined) causes.add(signer.cause);
  for (const token of fragment.tokens) {
    causes.add(token.cause);
    for (const done of token.multi?.done ?? []) causes.add(done.cause);
  }
  for (const scope of fragment.scopes) for (const cause of scope.ended) causes.add(cause);
  return [...causes];
}

/**
 * Puts what was taken back as it stood, as far as `keep` says so; timers get the time they had left. Gives the tokens put
 * back, and the waits of scopes that had stayed.
 */
export function putBack(turn: Turn, original: Fragment, keep: (cause: number) => boolean): { tokens: Token[]; armed: number[] } {
  const { state } = turn;
  const fragment = copyOf(original);
  const scopes = fragment.scopes.filter((scope) => keep(scope.cause));
  for (const scope of scopes) state.scopes[scope.id] = { ...scope, tokens: {}, live: 0, waits: [] };
  for (const id of fragment.instances) {
    const instance = state.instances[id];
    if (instance && state.scopes[instance.scope]) {
      instance.status = 'running';
      turn.commands.push({ kind: 'instanceStarted', instance: id, process: instance.process, parent: instance.parent });
    }
  }
  const tokens = fragment.tokens
    .filter((token) => keep(token.cause))
    .map((token): Token => ({
      ...token,
      multi: token.multi && { ...token.multi, live: {}, active: 0 },
      waits: token.waits && [],
      tasks: token.tasks && [],
    }));
  // Containers before their instances.
  for (const token of tokens) if (token.of === undefined) linkToken(turn, token);
  for (const token of tokens) if (token.of !== undefined) linkToken(turn, token);
  for (const token of tokens) {
    if (token.status === 'joined') {
      holdAtJoin(turn, token, 'first');
      turn.recheck.push(joinKey(token.scope, token.node));
    }
    if (token.status === 'moving') turn.queue.push(token);
  }
  for (const { scope, node, ...phase } of fragment.joins) if (state.scopes[scope]) setPhase(turn, scope, node, phase);
  const armed = fragment.waits
    .filter((wait) => wait.token === null && !scopes.some((scope) => scope.id === wait.scope))
    .map(({ id }) => id);
  for (const wait of fragment.waits) restoreWait(turn, wait);
  for (const incident of fragment.incidents) {
    if (incident.token === null || !state.tokens[incident.token]) continue;
    state.incidents[incident.id] = incident;
    turn.commands.push({ kind: 'incident', incident: { ...incident } });
  }
  for (const vote of fragment.votes) if (state.tokens[vote.token]) state.votes[vote.token] = vote;
  for (const task of fragment.tasks) {
    const owner = state.tokens[task.token];
    if (owner && (task.cause === undefined || keep(task.cause))) reopenTask(turn, owner, task);
  }
  for (const token of tokens)
    turn.behaviours[turn.program.nodes[token.node]!.type].restored?.(turn, token, turn.program.nodes[token.node]!);
  return { tokens, armed };
}

/** A copy that shares nothing: what is put back lives on while the ledger may still hold the original. */
export function copyOf<T>(value: T): T {
  return copied(value) as T;
}

/** As a round trip through JSON, whose strings cost more than the copy. */
function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => copied(entry) ?? null);
  const copy: Record<string, unknown> = { ...value };
  for (const key of Object.keys(copy)) {
    const entry = copy[key];
    if (entry === undefined) delete copy[key];
    else if (typeof entry === 'object') copy[key] = copied(entry);
  }
  return copy;
}

export function reopenTask(turn: Turn, owner: Token, task: Task): void {
  turn.state.tasks[task.id] = task;
  (owner.tasks ??= []).push(task.id);
  turn.commands.push({ kind: 'openTask', task: { ...task } });
}

function restoreWait(turn: Turn, wait: Wait): void {
  const owner = wait.token === null ? turn.state.scopes[wait.scope] : turn.state.tokens[wait.token];
  if (!owner) return;
  (owner.waits ??= []).push(wait.id);
  armAgain(turn, wait);
}
