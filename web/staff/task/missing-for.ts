import type { DecisionOffer, TaskDraft } from '../../../schema/contracts/tasks.ts';

/** An expert review is done by at least five (Film Industry Promotion Law art. 18). */
export const fewestExperts = 5;

/** What a decision asks for that has not been given yet; the server asks for the same. */
export function missingFor(
  decision: Pick<DecisionOffer, 'requires'>,
  draft: TaskDraft,
  notice: { marked: number; unsaved: number },
): string[] {
  const given: Record<DecisionOffer['requires'][number], boolean> = {
    opinion: draft.opinion.trim() !== '',
    marks: notice.marked > 0,
    agency: (draft.agency ?? '').trim() !== '',
    experts: draft.experts.length >= fewestExperts,
  };
  const lacking: string[] = decision.requires.filter((one) => !given[one]);
  // Words in an open field would not be on the notice.
  return decision.requires.includes('marks') && notice.unsaved > 0 ? [...lacking, 'unsavedMarks'] : lacking;
}
