import type { Program } from '../../../schema/process/program.ts';
import type { ScopeRun, State, Token } from '../state.ts';
import { joinFindings } from './join-invariants.ts';

/**
 * What is wrong with a state between two steps; nothing, if the engine is sound. Written from the meaning of the state
 * alone and with none of the engine's own code, so that a mistake there cannot hide itself here.
 */
export function findings(program: Program, state: State): string[] {
  const found: string[] = [];
  const check = (holds: boolean, what: string): void => void (holds || found.push(what));
  ids(state, check);
  instances(state, check);
  for (const scope of Object.values(state.scopes)) scopeIn(program, state, scope, check);
  for (const token of Object.values(state.tokens)) tokenIn(program, state, token, check);
  tasksAndVotes(program, state, check);
  waits(state, check);
  incidents(state, check);
  ledger(state, check);
  joinFindings(program, state, check);
  return found;
}

export type Check = (holds: boolean, what: string) => void;

function ids(state: State, check: Check): void {
  const seen = new Set<number>();
  for (const [name, all] of Object.entries({
    instance: state.instances,
    scope: state.scopes,
    token: state.tokens,
    task: state.tasks,
    wait: state.waits,
    incident: state.incidents,
    occurrence: state.ledger.occurrences,
  })) {
    for (const [key, { id }] of Object.entries(all as Record<string, { id: number }>)) {
      check(String(id) === key, `${name} ${key} is filed under another id than its own, ${id}`);
      check(id < state.next, `${name} ${id} has an id that is still to come`);
      check(!seen.has(id), `${name} ${id} shares its id`);
      seen.add(id);
    }
  }
}

function instances(state: State, check: Check): void {
  for (const { id, process, status, scope: body, parent } of Object.values(state.instances)) {
    const scope = state.scopes[body];
    check((status === 'running') === (scope !== undefined), `instance ${id} is ${status} and its scope is ${scope ? 'there' : 'not'}`);
    if (!scope) continue;
    check(scope.of === process && scope.instance === id && scope.owner === null, `instance ${id} has a scope of something else`);
    if (parent !== null) check(state.tokens[parent]?.called === id, `instance ${id} is called by nobody`);
    const held = Object.values(state.incidents).some((incident) => incident.instance === id && incident.token === null);
    check(scope.live > 0 || held, `instance ${id} runs without a token`);
  }
  const first = state.first === null ? undefined : state.instances[state.first];
  check(first === undefined || first.status === state.status, `the run is ${state.status}, its first instance ${first?.status}`);
  const runs = Object.values(state.instances).some(({ status }) => status === 'running');
  const empty = [state.tokens, state.scopes, state.tasks, state.votes, state.joins].every((all) => Object.keys(all).length === 0);
  check(runs || empty, 'something is left after the last instance has ended');
}

function scopeIn(program: Program, state: State, scope: ScopeRun, check: Check): void {
  const name = `scope ${scope.id} of ${scope.of}`;
  check(state.instances[scope.instance]?.status === 'running', `${name} belongs to an instance that does not run`);
  check(scope.parent === null || state.scopes[scope.parent] !== undefined, `${name} lies in a scope that is gone`);
  const inside = Object.keys(scope.tokens).map((id) => state.tokens[Number(id)]);
  check(scope.live === inside.length, `${name} counts ${scope.live} tokens and has ${inside.length}`);
  check(
    inside.every((token) => token?.scope === scope.id && token.of === undefined),
    `${name} lists a token that is not in it`,
  );
  if (scope.owner === null) {
    check(state.instances[scope.instance]?.scope === scope.id, `${name} has no owner`);
    return;
  }
  const owner = state.tokens[scope.owner];
  const owned = owner?.body === scope.id || owner?.compensation?.scopes.includes(scope.id) === true;
  check(owned, `${name} has an owner that is gone or does not know it`);
  const body = program.scopes[scope.of];
  const runs = owner?.status === 'scope' && owner.body === scope.id && body !== undefined && owner.called === undefined;
  if (runs) check(scope.live > 0 || body.kind === 'adHocSubProcess', `${name} runs without a token`);
}

function tokenIn(program: Program, state: State, token: Token, check: Check): void {
  const name = `token ${token.id} at ${token.node}`;
  const scope = state.scopes[token.scope];
  const node = program.nodes[token.node];
  check(scope !== undefined, `${name} is in a scope that is gone`);
  check(node !== undefined && (scope === undefined || node.scope === scope.of), `${name} is in a scope that its node does not lie in`);
  if (token.of === undefined) check(scope?.tokens[token.id] === 1, `${name} is not counted by its scope`);
  else {
    const container = state.tokens[token.of];
    check(container?.multi?.live[token.id] === 1, `${name} is not counted by its container`);
    check(container?.node === token.node && container.scope === token.scope, `${name} is an instance of something else`);
  }
  const tasks = Object.values(state.tasks).filter((task) => task.token === token.id);
  const armed = Object.values(state.waits).filter((wait) => wait.token === token.id);
  const body = token.body === undefined ? undefined : state.scopes[token.body];
  check(token.body === undefined || body?.owner === token.id, `${name} has lost its body`);
  switch (token.status) {
    case 'moving':
      check(false, `${name} is still moving`);
      break;
    case 'task':
      check(node?.type === 'userTask' && tasks.length > 0, `${name} has no task open`);
      break;
    case 'wait':
      check(armed.length > 0, `${name} waits for nothing`);
      break;
    case 'call':
      check(token.call !== undefined, `${name} waits for no call`);
      break;
    case 'scope':
      check(
        body !== undefined || (token.called !== undefined && state.instances[token.called]?.status === 'running'),
        `${name} has no body`,
      );
      break;
    case 'multi':
      check(token.multi !== undefined && token.multi.active > 0, `${name} has no instance at work`);
      break;
    case 'incident':
      check(
        Object.values(state.incidents).some((incident) => incident.token === token.id),
        `${name} is held by an incident that is not there`,
      );
      break;
    case 'compensating':
      check(
        Object.values(state.tokens).some((other) => other.compensates === token.id),
        `${name} waits for a handler that is not at work`,
      );
      break;
    default:
      break;
  }
  check(token.status === 'task' || tasks.length === 0, `${name} is ${token.status} and has a task open`);
  if (token.multi) {
    check(token.multi.active === Object.keys(token.multi.live).length, `${name} counts its instances wrongly`);
    const { done, total } = token.multi;
    check(new Set(done.map(({ index }) => index)).size === done.length && done.length <= total, `${name} has done an instance twice`);
  }
  if (token.compensates !== undefined) {
    check(state.tokens[token.compensates]?.status === 'compensating', `${name} undoes something for a token that does not wait for it`);
  }
  if (token.aside) check(node?.type === 'userTask', `${name} has something put aside and is no user task`);
}

function tasksAndVotes(program: Program, state: State, check: Check): void {
  for (const task of Object.values(state.tasks)) {
    const name = `task ${task.id} of ${task.element}`;
    const token = state.tokens[task.token];
    check(token !== undefined && token.node === task.element, `${name} is open and its token is not there`);
    check(token?.tasks?.filter((id) => id === task.id).length === 1, `${name} is not known to its token`);
    check(state.scopes[token?.scope ?? 0] !== undefined, `${name} is open in a dead scope`);
    const node = program.nodes[task.element];
    const votes = node?.type === 'userTask' && node.vote !== undefined;
    check(votes === (state.votes[task.token] !== undefined), `${name} has ${votes ? 'lost its vote' : 'a vote it should not have'}`);
    if (!votes) check(token?.tasks?.length === 1, `${name} is one of several and has no vote`);
  }
  for (const [id, vote] of Object.entries(state.votes)) {
    const token = state.tokens[Number(id)];
    check(token?.status === 'task' && vote.token === token.id, `the vote of token ${id} has lost its token`);
    const open = Object.values(state.tasks).filter((task) => task.token === vote.token);
    const signing = vote.signers.filter((signer) => signer.task !== null);
    if (vote.signers.length > 0) {
      check(open.length === signing.length, `the vote of token ${id} has ${open.length} tasks for ${signing.length} signers`);
    }
    check(
      signing.every((signer) => open.some((task) => task.id === signer.task) && signer.decision === null),
      `the vote of token ${id} has a signer without a task`,
    );
    check(new Set(vote.signers.map(({ user }) => user)).size === vote.signers.length, `the vote of token ${id} has a signer twice`);
  }
}

function waits(state: State, check: Check): void {
  let conditions = 0;
  for (const wait of Object.values(state.waits)) {
    const name = `the wait ${wait.id} of ${wait.element}`;
    if (wait.kind === 'condition') conditions++;
    check((wait.kind === 'timer') === (wait.due !== undefined || wait.still === true), `${name} is a ${wait.kind} that is due ${wait.due}`);
    check(wait.left === undefined, `${name} is armed and keeps time as if it were not`);
    if (wait.token === null && wait.scope === 0) continue;
    const owner = wait.token === null ? state.scopes[wait.scope] : state.tokens[wait.token];
    check(owner !== undefined, `${name} is armed and its owner is gone`);
    check(owner?.waits?.filter((id) => id === wait.id).length === 1, `${name} is not known to its owner`);
    check(state.scopes[wait.scope] !== undefined, `${name} is armed in a dead scope`);
  }
  check(conditions === state.conditions, `${state.conditions} conditions are counted and ${conditions} there`);
}

function incidents(state: State, check: Check): void {
  for (const { id, element, token, instance } of Object.values(state.incidents)) {
    check(state.instances[instance] !== undefined, `the incident ${id} of ${element} has no instance`);
    if (token === null) continue;
    const held = state.tokens[token];
    const noSigners = held?.status === 'task' && state.votes[token]?.signers.length === 0;
    check(held?.status === 'incident' || noSigners, `the incident ${id} of ${element} holds nothing`);
  }
}

function ledger(state: State, check: Check): void {
  const { occurrences, size } = state.ledger;
  check(Object.keys(occurrences).length === size, `the ledger counts ${size} occurrences wrongly`);
  const known = (cause: number): boolean => cause === 0 || occurrences[cause] !== undefined;
  for (const { id, node, parents } of Object.values(occurrences)) {
    check(
      parents.every((parent) => parent < id && known(parent)),
      `the occurrence ${id} of ${node} has a parent that is younger or gone`,
    );
  }
  for (const { id, cause, multi } of Object.values(state.tokens)) {
    check(known(cause), `token ${id} descends from an occurrence that is gone`);
    check(
      multi === undefined || multi.done.every((done) => known(done.cause)),
      `an instance of token ${id} descends from one that is gone`,
    );
  }
  for (const { id, cause, ended, compensable } of Object.values(state.scopes)) {
    check(known(cause) && ended.every(known), `scope ${id} descends from an occurrence that is gone`);
    check(
      compensable.every((entry) => known(entry.cause)),
      `scope ${id} can undo what is undone`,
    );
  }
  for (const { id, cause } of Object.values(state.tasks)) {
    check(cause === undefined || known(cause), `task ${id} descends from an occurrence that is gone`);
  }
}
