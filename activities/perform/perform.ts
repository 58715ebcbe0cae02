import { ApplicationFailure } from '@temporalio/activity';
import type { CaseActivities } from '../../workflows/messages.ts';

type Work = CaseActivities['perform'];

/** The real work behind `approval:activity`, by name. A definition that names another one is told so by an incident. */
const works: Record<string, Work> = {};

/** Does the work of a service task. Throws a non-retryable failure for a name nobody has registered. */
export const perform: Work = async (call) => {
  const work = works[call.activity];
  if (!work) throw ApplicationFailure.nonRetryable(`no activity is called ${call.activity}`, 'no-such-activity');
  return work(call);
};
