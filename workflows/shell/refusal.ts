import { ApplicationFailure } from '@temporalio/workflow';

/** A refused act: its type is the code that the API answers with, its details every reason where there are several; never retried. */
export const refusal = (code: string, message: string, ...details: unknown[]): ApplicationFailure =>
  ApplicationFailure.nonRetryable(message, code, ...details.filter((one) => one !== undefined));
