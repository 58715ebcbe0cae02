import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartProblem } from './problem.ts';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

export interface PartOptions {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** Runs as this user; only root can. */
  owner?: { uid: number; gid: number } | null;
  /** How it is asked to end. */
  signal?: NodeJS.Signals;
  /** Resolves once it can be used; called again after each restart. */
  ready: () => Promise<boolean>;
  /** How long it may take to be ready, ms. */
  patience?: number;
  logDir: string;
}

/** One process of the product: started under a guard, started again with growing pauses when it falls, ended on request. */
export class Part {
  /** The working process, not the guard. */
  pid: number | null = null;
  private child: ChildProcess | null = null;
  private stopping = false;
  private falls = 0;
  private lastLines: string[] = [];

  constructor(
    private readonly options: PartOptions,
    private readonly changed: () => void,
  ) {}

  get name(): string {
    return this.options.name;
  }

  /** Starts it and waits until it is ready. Throws a StartProblem with its last words when it does not get there. */
  async start(): Promise<void> {
    this.launch();
    const until = Date.now() + (this.options.patience ?? 60_000);
    while (Date.now() < until) {
      if (await this.options.ready().catch(() => false)) return;
      if (this.falls > 3) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const words = this.lastLines.slice(-8).join('\n  ');
    throw new StartProblem(`${this.name} did not start.`, `Its last lines:\n  ${words}\n  All of them: ${this.logFile}`);
  }

  /** Asks it to end, and ends it for good when it has not after `patience` ms. */
  async stop(patience = 15_000): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => this.pid !== null && kill(this.pid), patience);
    await gone;
    clearTimeout(timer);
  }

  private get logFile(): string {
    return path.join(this.options.logDir, `${this.name}.log`);
  }

  private launch(): void {
    const { command, args, env, owner, signal = 'SIGTERM' } = this.options;
    const ids = owner ? [String(owner.uid), String(owner.gid)] : ['-', '-'];
    const child = spawn(process.execPath, [guard, signal, ...ids, command, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A session of its own: Ctrl-C reaches the supervisor only, which ends the parts in order.
      detached: true,
    });
    this.child = child;
    const log = createWriteStream(this.logFile, { flags: 'a' });
    const keep = (chunk: Buffer) => {
      const text = chunk.toString();
      const pid = /^guarded pid (\d+)$/m.exec(text);
      if (pid) {
        this.pid = Number(pid[1]);
        this.changed();
      }
      this.lastLines = [...this.lastLines, ...text.trimEnd().split('\n')].slice(-40);
      log.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', () => {});
    // Its own children may write after it has ended, and a word to a log that is closed would end the supervisor.
    child.on('close', () => log.end());
    log.on('error', () => {});
    child.on('exit', () => {
      this.pid = null;
      this.changed();
      if (!this.stopping) this.again();
    });
  }

  /** Started again after 0.2 s, 0.4 s … at most 10 s; one that has been of use for a while begins anew. */
  private again(): void {
    const pause = Math.min(10_000, 200 * 2 ** this.falls++);
    setTimeout(() => {
      if (this.stopping) return;
      this.launch();
      void this.forgive(this.child);
    }, pause);
  }

  /** Forgets the falls of a part that was ready, and was so for five seconds. */
  private async forgive(child: ChildProcess | null): Promise<void> {
    while (this.child === child && child?.exitCode === null && child.signalCode === null && !this.stopping) {
      const isReady = await this.options.ready().catch(() => false);
      await new Promise((resolve) => setTimeout(resolve, isReady ? 5_000 : 200).unref());
      if (!isReady || this.child !== child) continue;
      this.falls = 0;
      return;
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just gone by itself.
  }
}

/** Whether an HTTP address answers with success. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  return response.ok;
}
