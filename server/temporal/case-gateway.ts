import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { PayloadCodec } from '@temporalio/common';
import type { Env } from '../../schema/contracts/env.ts';
import type { Database } from '../../schema/db/connect.ts';
import { stateSeal } from '../../schema/db/sealed.ts';
import { temporalClientConnection } from '../../schema/db/temporal-connection.ts';
import { updateName } from '../../workflows/messages.ts';
import type { Act, ActResult } from '../../workflows/messages.ts';
import { Refusal } from '../errors.ts';
import { recordedAnswer } from './recorded-answer.ts';
import { refusalOf } from './refusal-of.ts';

/** Updates in flight per case; the server's own limit is 10, and beyond it callers back off for seconds. */
const inFlight = 8;

/** gRPC's status codes that are told apart here. */
const cancelled = 1;
const deadlineExceeded = 4;
const notFound = 5;
/** The workflow task that was to do an Update has failed, and the server has dropped the Update. */
const failedPrecondition = 9;
const unavailable = 14;

const usual = defaultGrpcRetryOptions();
/** A Temporal that is away for a moment is waited for, about a second; then people are told, and what they sent is kept. */
const retries = {
  ...usual,
  retryableDecider: (attempt: number, status: Parameters<typeof usual.retryableDecider>[1]) =>
    usual.retryableDecider(attempt, status) && (status.code !== unavailable || attempt <= 4),
};

/** The API's way into running cases: a person's act is one Update, with the request's idempotency key as its id. */
export class CaseGateway {
  private readonly connection: Connection;
  private readonly client: Client;
  private readonly queues = new Map<string, { running: number; waiting: (() => void)[] }>();

  /** `patience`: how long a person waits for a case before being told that it is slow to answer, in ms. */
  constructor(
    private readonly env: Env,
    codec: PayloadCodec,
    private readonly db: Database,
    private readonly patience = 15_000,
  ) {
    this.connection = Connection.lazy({ ...temporalClientConnection(env), interceptors: [makeGrpcRetryInterceptor(retries)] });
    this.client = new Client({ connection: this.connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter: { payloadCodecs: [codec] } });
  }

  /** Does `act` in the case. Refuses with the code of what stands against it, or `temporal-unavailable`, `worker-unavailable`, `case-not-started`. */
  async act(caseNumber: string, act: Act, idempotencyKey: string): Promise<ActResult> {
    await this.enter(caseNumber);
    const deadline = Date.now() + this.patience;
    try {
      return await this.update(caseNumber, act, idempotencyKey, deadline);
    } catch (error) {
      const told = translate(error);
      const isOver = told instanceof Refusal && told.code === 'case-ended';
      const answer = isOver ? await recordedAnswer(this.db, stateSeal(this.env.SESSION_SECRET), caseNumber, idempotencyKey) : null;
      if (answer) return answer;
      throw told;
    } finally {
      this.leave(caseNumber);
    }
  }

  /** Asks again, under the same id, when the server has dropped the Update with a workflow task that failed: it may be done or not (decision 016). */
  private async update(caseNumber: string, act: Act, updateId: string, deadline: number): Promise<ActResult> {
    const handle = this.client.workflow.getHandle(caseNumber);
    for (;;) {
      try {
        return await this.connection.withDeadline(deadline, () =>
          handle.executeUpdate<ActResult, [Act]>(updateName, { args: [act], updateId }),
        );
      } catch (error) {
        if (codeOf(error) !== failedPrecondition || Date.now() >= deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** Whether Temporal answers now. */
  async isReady(): Promise<boolean> {
    try {
      await this.connection.withDeadline(Date.now() + 2_000, () => this.connection.workflowService.getSystemInfo({}));
      return true;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private async enter(caseNumber: string): Promise<void> {
    const queue = this.queues.get(caseNumber) ?? { running: 0, waiting: [] };
    this.queues.set(caseNumber, queue);
    if (queue.running >= inFlight) await new Promise<void>((resolve) => queue.waiting.push(resolve));
    queue.running++;
  }

  private leave(caseNumber: string): void {
    const queue = this.queues.get(caseNumber);
    if (!queue) return;
    queue.running--;
    const next = queue.waiting.shift();
    if (next) next();
    else if (queue.running === 0) this.queues.delete(caseNumber);
  }
}

function translate(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
    return refusalOf(error.cause.type ?? '', error.cause.message);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Refusal('worker-unavailable');
  const { name, message, cause } = error as Error;
  const code = codeOf(error);
  if (name === 'WorkflowNotFoundError' || code === notFound) {
    const hasEnded = `${message} ${String(cause)}`.includes('already completed');
    return new Refusal(hasEnded ? 'case-ended' : 'case-not-started');
  }
  if (code === unavailable) return new Refusal('temporal-unavailable');
  if (code === deadlineExceeded || code === cancelled) return new Refusal('worker-unavailable');
  return error;
}

/** gRPC's status code, which the SDK's errors carry as their cause. */
function codeOf(error: unknown): number | undefined {
  const { code, cause } = error as { code?: number; cause?: { code?: number } };
  return code ?? cause?.code;
}
