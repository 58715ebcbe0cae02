import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Connection } from '../../../schema/db/connect.ts';

const Step = z.object({ caseNumber: z.string(), step: z.number().int() });

/** Milliseconds between lines that keep a quiet stream open, and after which its reader's right is looked at again. */
const heartbeatMs = 25_000;

interface Listener {
  caseNumber: string;
  stream: ServerResponse;
  /** Whether the reader may still read the case: the session may have ended meanwhile. */
  stillMay: () => Promise<boolean>;
}

/** Open pages that listen to a case (server-sent events), told of each step that Postgres announces to every API process. */
export class EventHub {
  private readonly byCase = new Map<string, Set<Listener>>();
  private readonly timer: NodeJS.Timeout;
  private isClosed = false;
  private listening: Promise<{ unlisten: () => Promise<void> }> | null = null;

  constructor(private readonly database: Connection) {
    this.timer = setInterval(() => void this.beat(), heartbeatMs);
    this.timer.unref();
  }

  get size(): number {
    let size = 0;
    for (const listeners of this.byCase.values()) size += listeners.size;
    return size;
  }

  /** Adds a page; it is forgotten when its line breaks. Throws when Postgres can't be listened to. */
  async add(listener: Listener): Promise<void> {
    // The client library listens on a line of its own and does so anew after a break: what was announced meanwhile is
    // lost, so every page is told to look again then.
    this.listening ??= this.database.sql
      .listen(
        'case_step',
        (payload) => this.tell(payload),
        () => this.tellAll(),
      )
      .catch((error: unknown) => {
        this.listening = null;
        throw error;
      });
    await this.listening;
    const { caseNumber, stream } = listener;
    if (this.isClosed) {
      stream.end();
      return;
    }
    const listeners = this.byCase.get(caseNumber) ?? new Set();
    this.byCase.set(caseNumber, listeners.add(listener));
    // Only now: whoever reads this line hears every step announced after it.
    stream.write('retry: 3000\n\n');
    stream.once('close', () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.byCase.get(caseNumber) === listeners) this.byCase.delete(caseNumber);
    });
  }

  private tell(payload: string): void {
    const parsed = Step.safeParse(JSON.parse(payload));
    if (!parsed.success) return;
    for (const { stream } of this.byCase.get(parsed.data.caseNumber) ?? []) send(stream, parsed.data);
  }

  private tellAll(): void {
    for (const listeners of this.byCase.values()) {
      for (const { stream, caseNumber } of listeners) send(stream, { caseNumber, step: 0 });
    }
  }

  private async beat(): Promise<void> {
    for (const listener of [...this.byCase.values()].flatMap((listeners) => [...listeners])) {
      const isFine = await listener.stillMay().catch(() => true);
      if (isFine) listener.stream.write(': still here\n\n');
      else listener.stream.end();
    }
  }

  /** Ends every stream: the pages open theirs anew, at another process. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    for (const listeners of this.byCase.values()) for (const { stream } of listeners) stream.end();
    const listening = await this.listening?.catch(() => null);
    await listening?.unlisten().catch(() => undefined);
  }
}

const send = (stream: ServerResponse, data: z.infer<typeof Step>): void => {
  stream.write(`event: step\ndata: ${JSON.stringify(data)}\n\n`);
};
