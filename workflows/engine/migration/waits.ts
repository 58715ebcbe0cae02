import type { Node } from '../../../schema/process/program.ts';
import { fireTrueConditions } from '../condition.ts';
import { isInterrupting, tokensOf } from '../reachable/marking.ts';
import type { ScopeRun, Token, Wait } from '../state.ts';
import type { Turn } from '../turn.ts';
import { declareData } from '../variables.ts';
import { arm, disarm } from '../wait.ts';
import { armingOf, boundaryOf, ownEventsOf, pairEvents, startsIn, triggersOf, type Awaited } from './events.ts';
import { find, note, type Work } from './work.ts';

interface Owner {
  token: number | null;
  scope: number;
  old: Awaited[];
  now: Awaited[];
  /** Whether what is new is armed: not where nothing is waited for at all. */
  adds: (wanted: Awaited) => boolean;
}

/**
 * Brings everything that is waited for up to the new version: kept with its due time where it is defined as before, armed
 * anew from now where it is defined otherwise, armed where it is new, disarmed where it is gone. What has fired and is not armed stays so.
 */
export function renewWaits(work: Work, turn: Turn): void {
  const { state, plan } = work;
  const armed: number[] = [];
  for (const token of Object.values(state.tokens)) {
    const waits = renew(work, turn, ofToken(work, token), token.waits ?? [], armed);
    if (waits.length > 0 || token.waits) token.waits = waits;
  }
  for (const scope of Object.values(state.scopes)) if (plan.to.scopes[scope.of]) renewScope(work, turn, scope, armed);
  for (const id of work.orphans) {
    const wait = disarm(turn, id);
    if (wait) note(work, wait.element, 'event-removed');
  }
  renewTriggers(work, turn, armed);
  if (work.findings.length === 0) fireTrueConditions(turn, armed);
}

/** The starts of processes that begin by themselves. New ones are armed for the process that has not begun. */
function renewTriggers(work: Work, turn: Turn, armed: number[]): void {
  const { plan, state } = work;
  const waits = Object.values(state.waits).filter((wait) => wait.scope === 0);
  const all = (program: typeof plan.to) => Object.keys(program.processes).flatMap((process) => triggersOf(program, process));
  const adds = ({ element }: Awaited) => state.pending !== null && plan.to.nodes[element]!.scope === state.pending.process;
  const owner: Owner = { token: null, scope: 0, old: all(plan.from), now: all(plan.to), adds };
  renew(
    work,
    turn,
    owner,
    waits.map(({ id }) => id),
    armed,
  );
}

function ofToken({ plan, before, opened }: Work, token: Token): Owner {
  const was = before.tokens[token.id];
  const waitsFor = (program: typeof plan.to, node: Node): Awaited[] => [
    // An instance's boundary events are its container's.
    ...(token.of === undefined ? boundaryOf(program, node) : []),
    ...(token.status === 'wait' ? ownEventsOf(program, node) : []),
  ];
  const node = plan.to.nodes[token.node];
  const now = node && plan.node(was?.node ?? '') !== null ? waitsFor(plan.to, node) : [];
  const owner = { token: token.id, scope: token.scope };
  if (!was) return { ...owner, old: [], now: opened.has(token.body ?? 0) && node ? waitsFor(plan.to, node) : [], adds: () => true };
  // Each token of a parallel instantiating gateway waits for one of its events.
  const isOfParallelStart = node?.type === 'eventBasedGateway' && node.parallel;
  const adds = token.status !== 'incident' && token.status !== 'joined' && token.status !== 'moving' && !isOfParallelStart;
  return { ...owner, old: waitsFor(plan.from, plan.from.nodes[was.node]!), now, adds: () => adds };
}

function renewScope(work: Work, turn: Turn, scope: ScopeRun, armed: number[]): void {
  const { plan, before, opened } = work;
  const was = before.scopes[scope.id];
  const old = was && plan.from.scopes[was.of] ? startsIn(plan.from, was.of) : [];
  const owner = scope.owner === null ? undefined : work.state.tokens[scope.owner];
  const interrupted = tokensOf(work.state, scope).some(
    (token) => plan.to.scopes[token.node]?.kind === 'eventSubProcess' && isInterrupting(plan.to, token.node),
  );
  const adds = !interrupted && owner?.status !== 'incident';
  scope.waits = renew(
    work,
    turn,
    { token: null, scope: scope.id, old, now: startsIn(plan.to, scope.of), adds: () => adds },
    scope.waits,
    armed,
  );
  const known = new Set(was && !opened.has(scope.id) ? plan.from.scopes[was.of]?.data.map(({ name }) => name) : []);
  const added = plan.to.scopes[scope.of]!.data.filter(({ name }) => !known.has(name) && !Object.hasOwn(scope.variables, name));
  const declared = declareData(turn, scope, added);
  if (!declared.ok) find(work, scope.of, 'event-invalid', `Data of ${scope.of}: ${declared.message}`);
}

/** Renews one owner's waits; gives the ids it then has. What is armed now is added to `armed`. */
function renew(work: Work, turn: Turn, owner: Owner, ids: number[], armed: number[]): number[] {
  const pairs = pairEvents(owner.old, owner.now, work.plan.node);
  const kept: number[] = [];
  const set = (wanted: Awaited): void => {
    const { element, index, definition } = wanted;
    const made = arm(turn, definition, { token: owner.token, scope: owner.scope, element, index });
    if (!made.ok) {
      find(work, element, 'event-invalid', `${element}: ${made.error.message}`);
      return;
    }
    kept.push(made.wait.id);
    armed.push(made.wait.id);
  };
  for (const id of ids) {
    const wait = turn.state.waits[id];
    // What has fired for the last time stays named.
    if (!wait) {
      kept.push(id);
      continue;
    }
    const old = owner.old.find(({ element, index }) => element === wait.element && index === wait.index);
    const now = old && pairs.get(old);
    if (!now) {
      note(work, wait.element, 'event-removed');
      disarm(turn, id);
    } else if (armingOf(old.definition) === armingOf(now.definition)) {
      follow(wait, now, owner);
      kept.push(id);
    } else {
      note(work, now.element, 'event-changed');
      disarm(turn, id);
      set(now);
    }
  }
  const partners = new Set(pairs.values());
  for (const wanted of owner.now) {
    if (partners.has(wanted) || !owner.adds(wanted)) continue;
    note(work, wanted.element, 'event-added');
    set(wanted);
  }
  return kept;
}

function follow(wait: Wait, now: Awaited, owner: Owner): void {
  wait.element = now.element;
  wait.index = now.index;
  wait.scope = owner.scope;
}
