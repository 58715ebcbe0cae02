import type { Node, Program } from '../../schema/process/program.ts';
import type { Variables } from './expression.ts';
import { newLedger } from './ledger.ts';
import { enterBody, openScope, startBody } from './scope.ts';
import type { ScopeRun, State } from './state.ts';
import { sendToken } from './token.ts';
import { nextId, type Turn } from './turn.ts';

/** The state of a run that has not begun. */
export function newState(program: Program): State {
  return {
    version: 1,
    program: program.hash,
    next: 1,
    status: 'created',
    pending: null,
    suspendedAt: null,
    first: null,
    result: null,
    failure: null,
    instances: {},
    scopes: {},
    tokens: {},
    tasks: {},
    waits: {},
    conditions: 0,
    votes: {},
    incidents: {},
    joins: {},
    blocks: {},
    ledger: newLedger(),
    urged: {},
    held: [],
    at: 0,
  };
}

/** A new instance of a process with its scope; nothing moves yet. The first one of a run gives it its status. */
export function newInstance(turn: Turn, process: string, variables: Variables, caller: { token: number; cause: number } | null): ScopeRun {
  const { state } = turn;
  const id = nextId(turn);
  const cause = caller?.cause ?? 0;
  const scope = openScope(turn, { of: process, instance: id, parent: null, owner: null, cause }, { ...variables });
  state.instances[id] = { id, process, status: 'running', scope: scope.id, parent: caller?.token ?? null };
  if (state.first === null) {
    state.first = id;
    state.status = 'running';
  }
  turn.commands.push({ kind: 'instanceStarted', instance: id, process, parent: caller?.token ?? null });
  return scope;
}

/** Starts a process at its none start events. */
export function startProcess(turn: Turn, process: string, variables: Variables): void {
  const scope = newInstance(turn, process, variables, null);
  if (enterBody(turn, scope, null)) startBody(turn, scope);
}

/** Starts a process at one of its triggers, whose event has come. */
export function startAt(turn: Turn, node: Node, variables: Variables): ScopeRun {
  const { pending } = turn.state;
  const waiting = pending?.process === node.scope ? pending.variables : {};
  if (pending?.process === node.scope) turn.state.pending = null;
  const scope = newInstance(turn, node.scope, { ...waiting, ...variables }, null);
  if (enterBody(turn, scope, null)) sendToken(turn, scope.id, node.id, null, 0);
  else for (const incident of Object.values(turn.state.incidents)) if (incident.instance === scope.instance) incident.entry = node.id;
  return scope;
}
