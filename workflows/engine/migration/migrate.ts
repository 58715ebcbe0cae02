import type { Program } from '../../../schema/process/program.ts';
import { behaviours } from '../behaviours.ts';
import type { Command } from '../command.ts';
import { drain } from '../drain.ts';
import type { Environment } from '../environment.ts';
import { copyOf } from '../fragment.ts';
import { hooks } from '../hooks.ts';
import { gathers } from '../reachable/net.ts';
import type { ScopeRun, State } from '../state.ts';
import { fireTimers } from '../timers.ts';
import { newTurn } from '../turn.ts';
import type { Change, Finding } from './finding.ts';
import { settleHomes } from './homes.ts';
import { lookAtJoins, renewJoins } from './joins.ts';
import { planOf, type Mapping, type Plan } from './mapping.ts';
import { renewPast } from './past.ts';
import { mapCompensable } from './pieces.ts';
import { checkPositions } from './positions.ts';
import { renewTasks, renewVotes } from './tasks.ts';
import { moveToken } from './tokens.ts';
import { renewWaits } from './waits.ts';
import { find, newWork, note, type Work } from './work.ts';

/** The state in the new version, what going over asks of the shell and what it changes; or every reason why it is not possible. */
export type Migrated = { ok: true; state: State; commands: Command[]; changes: Change[] } | { ok: false; findings: Finding[] };

/**
 * Takes a case from one version of its definition to another. Pure, and leaves the given state as it is, so that a version
 * can be tried against every running case.
 */
export function migrate(state: State, from: Program, to: Program, mapping: Mapping, environment: Environment): Migrated {
  return migrateBy(planOf(from, to, mapping), state, environment);
}

/** As `migrate`, with a plan that has been worked out: for many cases. */
export function migrateBy(plan: Plan, before: State, environment: Environment): Migrated {
  const work = newWork(plan, before, copyOf(before));
  if (refused(work)) return { ok: false, findings: work.findings };
  const { state } = work;
  state.program = plan.to.hash;
  for (const token of Object.values(state.tokens)) moveToken(work, token);
  renewNames(work);
  settleHomes(work);
  checkCompensable(work);
  if (work.findings.length === 0) checkPositions(work);
  if (work.findings.length > 0) return { ok: false, findings: work.findings };
  renewPast(work);
  const turn = newTurn(plan.to, state, environment, behaviours, hooks);
  renewWaits(work, turn);
  renewTasks(work, turn);
  renewJoins(work);
  if (work.findings.length > 0) return { ok: false, findings: work.findings };
  renewVotes(work, turn);
  lookAtJoins(work, turn);
  drain(turn);
  fireTimers(turn, turn.now);
  state.at = Math.max(state.at, turn.now);
  return { ok: true, state, commands: turn.commands, changes: work.changes };
}

/** What no mapping can help with. */
function refused(work: Work): boolean {
  const { plan, before } = work;
  if (before.program !== plan.from.hash) find(work, null, 'other-version', `The case runs on ${before.program}, not on ${plan.from.hash}`);
  else if (before.status !== 'running' && before.pending === null) find(work, null, 'ended', 'The case has ended');
  else if (before.status === 'created')
    find(work, null, 'not-begun', 'The case has not begun: it begins on the new version when it is started there');
  else if (Object.keys(before.arrived ?? {}).length > 0)
    find(work, null, 'not-begun', 'Another start has begun and waits for the rest of its events');
  else if (before.suspendedAt !== null) find(work, null, 'suspended', 'The case is suspended: resume it first');
  else if (gathers(plan.from))
    find(work, null, 'start-quantity', 'An activity waits for several tokens to begin: where they may stand is not known');
  return work.findings.length > 0;
}

/** Everything that only names an element. */
function renewNames(work: Work): void {
  const { plan, state } = work;
  for (const instance of Object.values(state.instances)) {
    const process = plan.process(instance.process);
    if (process !== null) instance.process = process;
    else if (instance.status === 'running')
      find(work, instance.process, 'not-mapped', `The process ${instance.process} is none of the new version`);
  }
  for (const incident of Object.values(state.incidents))
    incident.element = plan.node(incident.element) ?? plan.process(incident.element) ?? incident.element;
  if (!state.pending) return;
  const process = plan.process(state.pending.process);
  if (process !== null) state.pending.process = process;
  else find(work, state.pending.process, 'not-mapped', `The process ${state.pending.process} is none of the new version`);
}

/** What has been completed and could be undone must be able to be undone, unless it is given up. */
function checkCompensable(work: Work): void {
  const { plan, state } = work;
  const renew = (entries: ScopeRun['compensable']): ScopeRun['compensable'] =>
    entries.flatMap((entry) => {
      const mapped = mapCompensable(plan, entry);
      if (mapped) return mapped;
      if (plan.node(entry.activity) === null && !plan.isGivenUp(entry.activity)) {
        find(work, entry.activity, 'compensation-lost', `${entry.activity} is done and could be undone; the new version does not have it`);
      } else note(work, entry.activity, 'compensation-dropped');
      return [];
    });
  for (const scope of Object.values(state.scopes)) {
    scope.compensable = renew(scope.compensable);
    if (scope.later) scope.later = scope.later.flatMap((id) => plan.node(id) ?? []);
  }
}
