import { asApiError, type ApiError } from '../../api/api-error.ts';
import type { Draft } from '../../../schema/contracts/drafts.ts';
import type { Answers } from '../../../schema/forms/form.ts';
import { sameValue } from '../form/same-answers.ts';

/** What is kept on this device until the server has it: the answers, and the saved state they were typed upon. */
export interface LocalCopy {
  answers: Answers;
  base: Answers;
  revision: number;
}

export type SaveState =
  | { kind: 'untouched' }
  | { kind: 'pending' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'conflict'; theirs: Draft };

export interface KeeperState {
  answers: Answers;
  save: SaveState;
}

interface Ports {
  save: (revision: number, answers: Answers) => Promise<Draft>;
  read: () => Promise<Draft>;
  keep: (copy: LocalCopy | null) => void;
  onSaved: (draft: Draft) => void;
}

/** Milliseconds after the last keystroke. */
const quiet = 1200;
/** Milliseconds until a save that failed for a passing reason is tried again. */
const again = 8000;

/**
 * Keeps a draft saved as it is typed. Every change is on this device at once and on the server a moment later; one save runs at a time.
 * When the server has a newer revision, answers nobody else touched are simply saved upon it; otherwise `conflict` asks a person.
 */
export class DraftKeeper {
  private state: KeeperState;
  private base: Answers;
  private revision: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    draft: Draft,
    copy: LocalCopy | null,
    private readonly ports: Ports,
  ) {
    this.base = draft.answers;
    this.revision = draft.revision;
    this.state = { answers: draft.answers, save: { kind: 'untouched' } };
    if (!copy) return;
    if (sameValue(copy.answers, draft.answers)) {
      ports.keep(null);
      return;
    }
    const apart = copy.revision !== draft.revision && !sameValue(copy.base, draft.answers);
    this.state = { answers: copy.answers, save: apart ? { kind: 'conflict', theirs: draft } : { kind: 'pending' } };
    if (!apart) this.schedule(0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): KeeperState => this.state;

  /** Revision to send with the submission. */
  get savedRevision(): number {
    return this.revision;
  }
  get dirty(): boolean {
    return !sameValue(this.state.answers, this.base);
  }

  /** Takes what was typed into one field. */
  change(name: string, value: unknown): void {
    const answers = { ...this.state.answers, [name]: value };
    if (value === undefined) delete answers[name];
    this.ports.keep({ answers, base: this.base, revision: this.revision });
    const { save } = this.state;
    this.update({ answers, save: save.kind === 'conflict' ? save : { kind: 'pending' } });
    if (save.kind !== 'conflict') this.schedule(quiet);
  }

  /** Saves now; resolves when nothing is left to save, or with false when it could not be saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    for (;;) {
      while (this.running) await this.running;
      if (!this.dirty) return true;
      if (this.state.save.kind === 'conflict') return false;
      this.running = this.saveOnce().finally(() => {
        this.running = null;
      });
      await this.running;
      if (this.current().save.kind === 'failed') return false;
    }
  }

  /** The draft as just read again: another tab or an upload may have moved its revision. */
  adopt(draft: Draft): void {
    if (draft.revision <= this.revision || this.running) return;
    if (!this.dirty) {
      this.base = draft.answers;
      this.revision = draft.revision;
      this.update({ ...this.state, answers: draft.answers });
    } else if (sameValue(draft.answers, this.base)) {
      this.revision = draft.revision;
    }
  }

  /** A person's choice in a conflict. */
  resolve(choice: 'mine' | 'theirs'): void {
    const { save } = this.state;
    if (save.kind !== 'conflict') return;
    this.base = save.theirs.answers;
    this.revision = save.theirs.revision;
    if (choice === 'theirs') {
      this.ports.keep(null);
      this.update({ answers: save.theirs.answers, save: { kind: 'saved', at: save.theirs.updatedAt } });
    } else {
      this.update({ ...this.state, save: { kind: 'pending' } });
      this.schedule(0);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async saveOnce(): Promise<void> {
    const sent = this.state.answers;
    this.update({ ...this.state, save: { kind: 'saving' } });
    try {
      this.took(await this.ports.save(this.revision, sent), sent);
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.code === 'stale-revision') return this.meetOther();
      this.update({ ...this.state, save: { kind: 'failed', error } });
      if (error.passing) this.schedule(again);
    }
  }

  private took(draft: Draft, sent: Answers): void {
    this.base = sent;
    this.revision = draft.revision;
    const more = !sameValue(this.state.answers, sent);
    this.ports.keep(more ? { answers: this.state.answers, base: sent, revision: draft.revision } : null);
    this.update({ ...this.state, save: more ? { kind: 'pending' } : { kind: 'saved', at: draft.updatedAt } });
    this.ports.onSaved(draft);
    if (more) this.schedule(quiet);
  }

  private async meetOther(): Promise<void> {
    try {
      const theirs = await this.ports.read();
      if (sameValue(theirs.answers, this.state.answers)) return this.took(theirs, this.state.answers);
      if (sameValue(theirs.answers, this.base)) {
        this.revision = theirs.revision;
        this.update({ ...this.state, save: { kind: 'pending' } });
        return this.schedule(0);
      }
      this.update({ ...this.state, save: { kind: 'conflict', theirs } });
    } catch (thrown) {
      this.update({ ...this.state, save: { kind: 'failed', error: asApiError(thrown) } });
      this.schedule(again);
    }
  }

  private update(next: KeeperState): void {
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}
