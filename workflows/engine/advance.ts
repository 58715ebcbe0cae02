import type { Program } from '../../schema/process/program.ts';
import { planOperation } from './approval/operations.ts';
import { castVote } from './approval/vote-run.ts';
import { behaviours } from './behaviours.ts';
import { takeAnswer } from './call.ts';
import { deliverMessage, deliverSignal, wouldDeliver } from './delivery.ts';
import { drain } from './drain.ts';
import { hooks } from './hooks.ts';
import { startProcess } from './instance.ts';
import { sweep } from './ledger.ts';
import { findCaller, liveByNode, setCall, watchTokens } from './lookup.ts';
import { moveByHand, refuseMove } from './move.ts';
import { refuseSkip, retryIncident, skipIncident } from './repair.ts';
import { retime } from './moving-timers.ts';
import { completeTask } from './task.ts';
import { chooseTask } from './task-choice.ts';
import { fireTimers } from './timers.ts';
import { armStarts } from './trigger-start.ts';
import { newTurn, nodeOf, type Turn } from './turn.ts';
import type { Command, Decision, Environment, Event, Refusal, State } from './types.ts';
import { correct, writeAll } from './variables.ts';

/**
 * A step: the state after it, what it asks for, and how many tokens are now in each element that it touched; or why it is
 * not possible. A refused step changes nothing.
 */
export type Step = { ok: true; state: State; commands: Command[]; live: Record<string, number> } | { ok: false; error: Refusal };

type Plan = { ok: true; act: () => void } | { ok: false; error: Refusal };

function refuse(code: Refusal['code'], message: string): Plan {
  return { ok: false, error: { code, message } };
}

/**
 * Takes one event and moves everything until nothing can move.
 *
 * Takes ownership of `state`: it is changed in place and given back, so a step costs what it touches and not what the
 * case holds. Use `dryRun` where the old state is still needed. Pure otherwise: no clock, no randomness, no I/O.
 * Errors in the model's data become incidents in the state; this never throws for them.
 */
export function advance(program: Program, state: State, event: Event, environment: Environment): Step {
  const turn = newTurn(program, state, environment, behaviours, hooks);
  const plan = planEvent(turn, event);
  if (!plan.ok) return plan;
  const touched = watchTokens(state);
  plan.act();
  if (state.suspendedAt === null) {
    drain(turn);
    fireTimers(turn, event.kind === 'timeReached' ? state.at : turn.now);
  }
  state.at = Math.max(state.at, turn.now);
  sweep(state);
  return { ok: true, state, commands: turn.commands, live: liveIn(state, touched, turn.commands) };
}

/** What is entered counts as touched even where its token was there already. */
function liveIn(state: State, touched: Set<string>, commands: Command[]): Record<string, number> {
  for (const command of commands) if (command.kind === 'entered') touched.add(command.element);
  const all = liveByNode(state);
  const live: Record<string, number> = {};
  for (const node of touched) live[node] = all.get(node) ?? 0;
  return live;
}

/**
 * As `advance`, leaving the given state as it is. Costs a copy of it.
 * @public for trying a version against running cases
 */
export function dryRun(program: Program, state: State, event: Event, environment: Environment): Step {
  return advance(program, structuredClone(state), event, environment);
}

/** Why an event is not possible now, or null when it is. Changes nothing and copies nothing. */
export function refusalOf(program: Program, state: State, event: Event, environment: Environment): Refusal | null {
  const plan = planEvent(newTurn(program, state, environment, behaviours, hooks), event);
  return plan.ok ? null : plan.error;
}

/** Decides whether an event is possible now, changing nothing, and what it does. */
function planEvent(turn: Turn, event: Event): Plan {
  const { state } = turn;
  if (event.kind === 'timeReached') return { ok: true, act: () => undefined };
  if (event.kind === 'clocksMoved') return { ok: true, act: () => retime(turn) };
  if (event.kind === 'operation') {
    if (state.status !== 'running' && event.operation.name !== 'recall') return refuse('ended', 'The case has ended or not begun');
    const plan = planOperation(turn, event.operation, event.task, event.by);
    if (!plan.ok || event.operation.name !== 'resume') return plan;
    return { ok: true, act: () => (plan.act(), releaseHeld(turn)) };
  }
  if (state.suspendedAt !== null) {
    if (event.kind !== 'activityFinished' && event.kind !== 'activityFailed') return refuse('suspended', 'The case is suspended');
    return { ok: true, act: () => state.held.push(event) };
  }
  return planMove(turn, event);
}

function releaseHeld(turn: Turn): void {
  for (const event of turn.state.held.splice(0)) {
    const plan = planMove(turn, event);
    if (plan.ok) plan.act();
  }
}

function planMove(turn: Turn, event: Exclude<Event, { kind: 'timeReached' | 'clocksMoved' | 'operation' }>): Plan {
  const { state } = turn;
  switch (event.kind) {
    case 'started':
      return planStart(turn, event.process, event.variables ?? {});
    case 'taskCompleted':
      return planCompletion(turn, event);
    case 'messageArrived': {
      const { name, correlationKey, variables = {} } = event;
      if (!wouldDeliver(turn, name, correlationKey)) return refuse('no-receiver', `Nobody waits for the message ${name}`);
      return { ok: true, act: () => deliverMessage(turn, name, correlationKey, { variables }) };
    }
    case 'signalArrived':
      return { ok: true, act: () => deliverSignal(turn, event.name, { variables: event.variables ?? {} }) };
    case 'activityFinished':
    case 'activityFailed':
      return planAnswer(turn, event);
    case 'incidentRetried':
    case 'incidentSkipped': {
      const incident = state.incidents[event.incident];
      if (!incident) return refuse('no-such-incident', `There is no incident ${event.incident}`);
      if (event.kind === 'incidentRetried') return { ok: true, act: () => retryIncident(turn, incident, event.variables ?? {}) };
      const error = isBlank(event.reason) ? noReason : refuseSkip(turn, incident, event.flow);
      return error ? { ok: false, error } : { ok: true, act: () => skipIncident(turn, incident, event.flow) };
    }
    case 'variablesSet':
      return planCorrection(turn, event);
    case 'tokenMoved': {
      const error = isBlank(event.reason) ? noReason : refuseMove(turn, event.token, event.to);
      return error ? { ok: false, error } : { ok: true, act: () => moveByHand(turn, event.token, event.to, event.by) };
    }
  }
}

const isBlank = (reason: unknown): boolean => typeof reason !== 'string' || reason.trim() === '';
const noReason: Refusal = { code: 'no-reason', message: 'What is done by hand needs a reason' };

/** Corrects variables as an incident's element sees them, else those of the first process. */
function planCorrection(turn: Turn, { variables, reason, incident: id }: Extract<Event, { kind: 'variablesSet' }>): Plan {
  const { state } = turn;
  if (isBlank(reason)) return { ok: false, error: noReason };
  const incident = id === undefined ? undefined : state.incidents[id];
  if (id !== undefined && !incident) return refuse('no-such-incident', `There is no incident ${id}`);
  const token = incident?.token === undefined || incident.token === null ? undefined : state.tokens[incident.token];
  const instance = incident?.instance ?? state.first;
  const scope = token?.scope ?? (instance === null ? undefined : state.instances[instance]?.scope);
  if (scope === undefined || !state.scopes[scope]) return refuse('ended', 'The case has ended');
  return { ok: true, act: () => correct(turn, scope, variables, incident?.element ?? null) };
}

/** Starts a process; one without a none start event waits for its first trigger. */
function planStart(turn: Turn, process: string, variables: Record<string, unknown>): Plan {
  const scope = Object.hasOwn(turn.program.processes, process) ? turn.program.scopes[process] : undefined;
  if (!scope) return refuse('no-such-process', `The file has no process ${process}`);
  if (scope.entries.length > 0) return { ok: true, act: () => startProcess(turn, process, variables) };
  if (scope.triggers.length === 0) return refuse('no-start', `${process} has nothing that starts it`);
  return {
    ok: true,
    act: () => {
      turn.state.pending = { process, variables };
      armStarts(turn, process);
    },
  };
}

function planCompletion(turn: Turn, event: Extract<Event, { kind: 'taskCompleted' }>): Plan {
  const chosen = chooseTask(turn.state, event.task, event.by);
  if (!chosen.ok) return chosen;
  const { task } = chosen;
  const variables = event.variables ?? {};
  if (task.owners && task.owners.length > 0) {
    return {
      ok: true,
      act: () => {
        const { decision: _own, ...rest } = variables;
        writeAll(turn, turn.state.tokens[task.token]!.scope, rest);
        const owner = task.owners!.pop() ?? null;
        if (task.owners!.length === 0) delete task.owners;
        task.assignee = owner;
        turn.commands.push({ kind: 'updateTask', task: { ...task }, change: 'assignee' });
      },
    };
  }
  const vote = turn.state.votes[task.token];
  if (!vote) return { ok: true, act: () => completeTask(turn, task, event.by ?? task.assignee, variables) };
  const { decision } = variables;
  if (!vote.signers.some((signer) => signer.task === task.id)) return refuse('not-assignee', `${task.element} has no signers`);
  if (!isDecision(decision)) return refuse('invalid-decision', `${JSON.stringify(decision)} is no vote`);
  return { ok: true, act: () => castVote(turn, vote, task, decision, variables) };
}

function isDecision(value: unknown): value is Decision {
  return value === 'approve' || value === 'reject' || value === 'abstain';
}

function planAnswer(turn: Turn, event: Extract<Event, { kind: 'activityFinished' | 'activityFailed' }>): Plan {
  const token = findCaller(turn.state, event.call);
  if (token?.status !== 'call') return refuse('no-such-call', `No activity waits for call ${event.call}`);
  const node = nodeOf(turn, token.node);
  return {
    ok: true,
    act: () => {
      token.status = 'wait';
      setCall(turn.state, token, undefined);
      if (event.kind === 'activityFinished') takeAnswer(turn, token, node, { result: event.result ?? null, value: event.value });
      else if (event.error !== undefined) takeAnswer(turn, token, node, { error: event.error });
      else takeAnswer(turn, token, node, { failure: event.message ?? 'The activity failed' });
    },
  };
}
