import { ApplicationFailure } from '@temporalio/common';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { updateName } from '../../workflows/messages.ts';
import type { Act, ActResult } from '../../workflows/messages.ts';

/**
 * Asks a case to act; `updateId` makes a repeated asking the same one. Null when it has acted, else the code that it refused with, `not-found`
 * where there is no such case. Throws what is no refusal (Temporal away), and a refusal that is not among `expected`: the job is tried again.
 */
export async function askCase(
  client: Client,
  caseNumber: string,
  act: Act,
  updateId: string,
  expected?: ReadonlySet<string>,
): Promise<string | null> {
  try {
    await client.workflow.getHandle(caseNumber).executeUpdate<ActResult, [Act]>(updateName, { args: [act], updateId });
    return null;
  } catch (error) {
    const code = refusalOf(error);
    if (code === null || (expected && !expected.has(code))) throw error;
    return code;
  }
}

function refusalOf(error: unknown): string | null {
  if (error instanceof WorkflowNotFoundError) return 'not-found';
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) return error.cause.type ?? null;
  return null;
}
