import type { Fragment, Ledger, Occurrence, State } from './state.ts';
import { nextId, type Turn } from './turn.ts';

/** Below this the ledger is never swept. */
const SWEEP_FROM = 256;
/** Past this many the oldest are forgotten: nobody can return to them any more. */
const KEEP = 4096;

export function newLedger(): Ledger {
  return { occurrences: {}, size: 0, sweepAt: SWEEP_FROM };
}

/** Records an occurrence and gives its id: the cause of what it produces. */
export function record(turn: Pick<Turn, 'state'>, occurrence: Omit<Occurrence, 'id'>): number {
  const { ledger } = turn.state;
  const id = nextId(turn);
  ledger.occurrences[id] = { id, ...occurrence };
  ledger.size++;
  return id;
}

export function findOccurrence(state: State, id: number | undefined): Occurrence | undefined {
  return id === undefined ? undefined : state.ledger.occurrences[id];
}

/**
 * The cause of what several tokens become together. Where all have the same past nothing is recorded: what takes one
 * of them back takes all. Else a merge keeps what it consumed, so that a return into one of the pasts can restore the others.
 * `parents`: it descends from these of the causes alone; the others were only cut off by it.
 */
export function merge(
  turn: Turn,
  causes: Iterable<number>,
  at: Pick<Occurrence, 'node' | 'scope' | 'visit' | 'later'>,
  consumed: () => Fragment,
  parents?: number[],
): number {
  const all = new Set(causes);
  const [only] = all;
  if (all.size === 1) return only!;
  const own = new Set(parents ?? all);
  const cuts = [...all].filter((cause) => !own.has(cause));
  return record(turn, { kind: 'merge', ...at, parents: [...own], ...(cuts.length > 0 ? { cuts } : {}), consumed: consumed() });
}

/** All occurrences that descend from any of `roots`, themselves included. Parents are always older than their children. */
export function coneOf(ledger: Ledger, roots: Iterable<number>): Set<number> {
  const cone = new Set(roots);
  const oldest = Math.min(...cone);
  for (const key of Object.keys(ledger.occurrences)) {
    const id = Number(key);
    if (id > oldest && ledger.occurrences[id]!.parents.some((parent) => cone.has(parent))) cone.add(id);
  }
  return cone;
}

/** Everything in the past of the given causes. */
export function pastOf(ledger: Ledger, causes: Iterable<number>): Set<number> {
  const past = new Set<number>();
  const open = [...causes];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (past.has(id)) continue;
    past.add(id);
    const occurrence = ledger.occurrences[id];
    if (occurrence) for (const parent of occurrence.parents) open.push(parent);
  }
  return past;
}

function causesOfFragment(fragment: Fragment, into: number[]): void {
  for (const token of fragment.tokens) {
    into.push(token.cause);
    if (token.multi) for (const done of token.multi.done) into.push(done.cause);
  }
  for (const scope of fragment.scopes) into.push(scope.cause, ...scope.ended, ...scope.compensable.map((entry) => entry.cause));
  for (const task of fragment.tasks) if (task.cause !== undefined) into.push(task.cause);
  for (const vote of fragment.votes) for (const signer of vote.signers) if (signer.cause !== undefined) into.push(signer.cause);
  for (const join of fragment.joins) if (join.activated !== undefined) into.push(join.activated);
}

/** Causes that what is alive, put aside or restorable refers to. */
function liveCauses(state: State): number[] {
  const causes: number[] = [];
  causesOfFragment(
    {
      instances: [],
      scopes: Object.values(state.scopes),
      tokens: Object.values(state.tokens),
      tasks: Object.values(state.tasks),
      waits: [],
      votes: Object.values(state.votes),
      incidents: [],
      joins: Object.values(state.joins),
    },
    causes,
  );
  for (const { aside } of Object.values(state.tokens)) {
    if (!aside) continue;
    causesOfFragment(aside.removed, causes);
    for (const { parents } of aside.ledger) causes.push(...parents);
  }
  return causes;
}

/**
 * Sweeps out what no live token descends from, and of the rest the oldest beyond a bound. Dropping the oldest is safe:
 * whatever descends from a kept visit is younger than it. Runs each time the ledger has doubled, so the cost per step is constant.
 */
export function sweep(state: State): void {
  const { ledger } = state;
  if (ledger.size < ledger.sweepAt) return;
  const kept = pastOf(ledger, liveCauses(state));
  const ids = Object.keys(ledger.occurrences)
    .map(Number)
    .filter((id) => kept.has(id))
    .slice(-KEEP);
  const occurrences: Ledger['occurrences'] = {};
  for (const id of ids) occurrences[id] = ledger.occurrences[id]!;
  ledger.occurrences = occurrences;
  ledger.size = ids.length;
  ledger.sweepAt = Math.max(SWEEP_FROM, ids.length * 2);
}
