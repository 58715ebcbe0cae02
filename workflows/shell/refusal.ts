import { ApplicationFailure } from '@temporalio/workflow';

/** A refused act: its type is the code that the API answers with; never retried. */
export const refusal = (code: string, message: string): ApplicationFailure => ApplicationFailure.nonRetryable(message, code);
