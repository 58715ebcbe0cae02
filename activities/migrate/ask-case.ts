import { WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { migrateUpdateName } from '../../workflows/messages.ts';
import type { ActResult, Migration } from '../../workflows/messages.ts';
import type { Parts } from './batch.ts';
import type { Reason } from './dry-run.ts';

/** How long a case is waited for, ms: longer than a cold one takes on a busy worker. */
const patience = 20_000;

/** gRPC's status codes of a call that was sent and not answered in time. */
const unanswered = new Set([1, 4]);

/** `silent`: it did not answer, and may have done it. */
export type Answer = { kind: 'done'; step: number } | { kind: 'refused'; findings: Reason[] } | { kind: 'silent' };

/**
 * Asks a case to go over, or back. Under the same id it is done once, however often it is asked: the case itself
 * remembers. Throws when Temporal is away.
 */
export async function askCase({ client, connection }: Parts, caseNumber: string, asked: Migration, updateId: string): Promise<Answer> {
  try {
    const handle = client.workflow.getHandle(caseNumber);
    const { step } = await connection.withDeadline(Date.now() + patience, () =>
      handle.executeUpdate<ActResult, [Migration]>(migrateUpdateName, { args: [asked], updateId }),
    );
    return { kind: 'done', step };
  } catch (error) {
    return answerIn(error);
  }
}

function answerIn(error: unknown): Answer {
  if (error instanceof WorkflowNotFoundError)
    return { kind: 'refused', findings: [{ element: null, code: 'ended', message: error.message }] };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'silent' };
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message, details } = error.cause;
    const [findings] = (details ?? []) as [Reason[]?];
    const code = type === 'case-ended' ? 'ended' : (type ?? 'not-tried');
    return { kind: 'refused', findings: findings?.length ? findings : [{ element: null, code, message }] };
  }
  const { code, cause } = error as { code?: number; cause?: { code?: number } };
  if (unanswered.has(code ?? cause?.code ?? 0)) return { kind: 'silent' };
  throw error;
}
