import type { Decision } from '../types.ts';

/** A vote as it is written in a definition. */
export interface Rule {
  rule: 'all' | 'any' | 'sequence' | 'count' | 'percent' | 'weight';
  figure: number;
  veto: boolean;
}

interface Signer {
  user: string;
  weight: number;
  vote: Decision | null;
  /** Whose vote they wait for. */
  waitsFor: string[];
  /** The task: when it was opened, and who works on it for whom (the last is at work). */
  task: { opened: number; hands: string[] } | null;
  /** Whose hands it was in when it closed for a while. */
  kept: string[] | null;
}

type Position = 'before' | 'after' | 'parallel';
const DECISIONS: Decision[] = ['approve', 'reject', 'abstain'];

/**
 * What must become of a vote, told from the contract of the approval algebra by trying out every vote that could still be
 * cast. Shares nothing with the engine. Operations give the code of their refusal, or null.
 */
export class VoteOracle {
  outcome: 'approved' | 'rejected' | null = null;
  readonly #rule: Rule;
  #signers: Signer[] = [];
  /** Votes in the order they were cast. */
  readonly #cast: Signer[] = [];
  #opened = 0;

  constructor(rule: Rule, signers: { user: string; weight: number }[]) {
    this.#rule = rule;
    for (const { user, weight } of signers) {
      const known = this.#find(user);
      if (known) known.weight = Math.max(known.weight, weight);
      else this.#signers.push(newSigner(user, weight));
    }
    this.#settle();
  }

  /** Who has an open task, the oldest first. */
  get open(): string[] {
    return this.#tasks().map((signer) => signer.task!.hands.at(-1)!);
  }

  vote(by: string, decision: string): string | null {
    const signer = this.#taskOf(by);
    if (!signer) return this.#none();
    const { hands } = signer.task!;
    if (hands.length > 1) {
      hands.pop();
      return null;
    }
    if (!DECISIONS.includes(decision as Decision)) return 'invalid-decision';
    signer.vote = decision as Decision;
    signer.task = null;
    this.#cast.push(signer);
    this.#settle();
    return null;
  }

  transfer(by: string, to: string): string | null {
    const signer = this.#taskOf(by);
    if (!signer) return this.#none();
    if (this.#find(to)) return 'already-signer';
    const { hands } = signer.task!;
    hands[hands.length - 1] = to;
    // A delegate passes on the work; the vote stays whose it was.
    if (hands.length > 1) return null;
    for (const other of this.#signers) other.waitsFor = other.waitsFor.map((user) => (user === signer.user ? to : user));
    signer.user = to;
    return null;
  }

  delegate(by: string, to: string): string | null {
    const signer = this.#taskOf(by);
    if (!signer) return this.#none();
    signer.task!.hands.push(to);
    return null;
  }

  add(by: string, users: string[], position: Position): string | null {
    const own = this.#taskOf(by);
    if (!own) return this.#none();
    if (position === 'parallel' && this.#rule.rule === 'sequence') return 'not-in-sequence';
    if (users.some((user, i) => this.#find(user) || users.indexOf(user) !== i)) return 'already-signer';
    const added = users.map((user) => newSigner(user, 1));
    const place = this.#signers.indexOf(own);
    const at = { before: place, after: place + 1, parallel: this.#signers.length }[position];
    this.#signers.splice(at, 0, ...added);
    if (this.#rule.rule !== 'sequence') {
      if (position === 'before') own.waitsFor.push(...users);
      if (position === 'after') for (const signer of added) signer.waitsFor.push(own.user);
    }
    this.#settle();
    return null;
  }

  remove(users: string[]): string | null {
    if (this.outcome !== null) return 'not-open';
    for (const user of users) {
      if (!this.#find(user)) return 'not-signer';
      if (this.#find(user)!.vote !== null) return 'already-voted';
    }
    if (this.#signers.every(({ user }) => users.includes(user))) return 'last-signer';
    for (const user of users) {
      const gone = this.#find(user)!;
      this.#signers = this.#signers.filter((signer) => signer !== gone);
      for (const signer of this.#signers) {
        if (!signer.waitsFor.includes(user)) continue;
        signer.waitsFor = [...signer.waitsFor.filter((other) => other !== user), ...gone.waitsFor].filter((other) => other !== signer.user);
      }
    }
    this.#settle();
    return null;
  }

  #find(user: string): Signer | undefined {
    return this.#signers.find((signer) => signer.user === user);
  }

  #none(): string {
    return this.outcome === null ? 'not-assignee' : 'not-open';
  }

  #tasks(): Signer[] {
    return this.#signers.filter((signer) => signer.task).toSorted((a, b) => a.task!.opened - b.task!.opened);
  }

  #taskOf(by: string): Signer | undefined {
    return this.outcome === null ? this.#tasks().find((signer) => signer.task!.hands.at(-1) === by) : undefined;
  }

  /** Opens and closes tasks, then decides if nothing that could still be cast would change the outcome. */
  #settle(): void {
    if (this.#signers.length === 0) return;
    const left = this.#signers.filter((signer) => signer.vote === null);
    const outcomes = new Set(endings(left.length).flatMap((votes) => this.#outcomes(left, votes)));
    const [only] = outcomes;
    // Those who may sign at the beginning get their tasks before anything is looked at.
    if (outcomes.size > 1 || this.#opened === 0) this.#turns();
    if (outcomes.size > 1) return;
    this.outcome = only!;
    for (const signer of this.#signers) signer.task = null;
  }

  #turns(): void {
    const first = this.#signers.find((signer) => signer.vote === null);
    for (const signer of this.#signers) {
      if (signer.vote !== null) continue;
      const free = signer.waitsFor.every((user) => this.#find(user)?.vote !== null);
      const turn = this.#rule.rule === 'sequence' ? signer === first : free;
      if (turn && !signer.task) {
        signer.task = { opened: ++this.#opened, hands: signer.kept ?? [signer.user] };
        signer.kept = null;
      } else if (!turn && signer.task) {
        if (signer.task.hands.length > 1) signer.kept = signer.task.hands;
        signer.task = null;
      }
    }
  }

  /** The outcomes if those who are left vote so, in one order or the other. */
  #outcomes(left: Signer[], votes: Decision[]): ('approved' | 'rejected')[] {
    const cast = this.#cast
      .filter((signer) => this.#signers.includes(signer))
      .map((signer) => ({ weight: signer.weight, vote: signer.vote! }));
    const rest = left.map((signer, i) => ({ weight: signer.weight, vote: votes[i]! }));
    return [
      [...cast, ...rest],
      [...cast, ...rest.toReversed()],
    ].map((all) => (this.#approves(all) ? 'approved' : 'rejected'));
  }

  #approves(votes: { weight: number; vote: Decision }[]): boolean {
    const { rule, figure, veto } = this.#rule;
    const approvals = votes.filter(({ vote }) => vote === 'approve');
    if (rule === 'any') return votes.find(({ vote }) => vote !== 'abstain')?.vote === 'approve';
    if (veto && votes.some(({ vote }) => vote === 'reject')) return false;
    if (rule === 'count') return approvals.length >= figure;
    // In tenths, so that nothing is rounded.
    if (rule === 'percent') return approvals.length * 1000 >= Math.round(figure * 10) * votes.length;
    if (rule === 'weight') return approvals.reduce((sum, { weight }) => sum + Math.round(weight * 10), 0) >= Math.round(figure * 10);
    return approvals.length === votes.length;
  }
}

function newSigner(user: string, weight: number): Signer {
  return { user, weight, vote: null, waitsFor: [], task: null, kept: null };
}

/** All ways that so many could vote. */
function endings(count: number): Decision[][] {
  if (count === 0) return [[]];
  return endings(count - 1).flatMap((rest) => DECISIONS.map((decision) => [...rest, decision]));
}
