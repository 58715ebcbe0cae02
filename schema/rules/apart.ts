import type { Stage } from '../process/approval-extension.ts';

/** A step of a process as the separation of duties sees it. */
export interface DutyStep {
  element: string;
  stage?: Stage | null | undefined;
}

/** Stages that one person may not both act in: who reviewed does not decide (审查与决定相分离, 示例: a rule of ours, stricter than the Licensing Law). */
const stagesApart: readonly { before: Stage; here: Stage }[] = [{ before: 'review', here: 'decide' }];

/**
 * Why whoever acted in `before` may not act in `here`: the definition says so (`approval:separateFrom`, e.g. for a hearing
 * officer, Licensing Law art. 48), or their stages are apart. Null when one person may do both.
 */
export function apart(
  before: DutyStep,
  here: DutyStep & { separateFrom?: readonly string[] | undefined },
): 'separated' | 'fourEyes' | null {
  if (here.separateFrom?.includes(before.element)) return 'separated';
  if (stagesApart.some((pair) => pair.before === before.stage && pair.here === here.stage)) return 'fourEyes';
  return null;
}
