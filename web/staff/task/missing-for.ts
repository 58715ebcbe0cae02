import type { DecisionOffer, TaskDraft } from '../../../schema/contracts/tasks.ts';

/** An expert review is done by at least five (Film Industry Promotion Law art. 18). */
export const fewestExperts = 5;

/** What a decision asks for that has not been given yet; the server asks for the same. */
export function missingFor(decision: Pick<DecisionOffer, 'requires'>, draft: TaskDraft): string[] {
  const given: Record<DecisionOffer['requires'][number], boolean> = {
    opinion: draft.opinion.trim() !== '',
    marks: draft.marks.length > 0,
    agency: (draft.agency ?? '').trim() !== '',
    experts: draft.experts.length >= fewestExperts,
  };
  return decision.requires.filter((one) => !given[one]);
}
