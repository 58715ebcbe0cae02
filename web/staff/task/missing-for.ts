import type { DecisionOffer, TaskDraft } from '../../../schema/contracts/tasks.ts';

/** What is given beside the draft: shared marks, a panel that was drawn, a name as a signature. */
export interface GivenBeside {
  marked: number;
  unsaved: number;
  hasPanel: boolean;
  /** The signature is the reader's own name. */
  isSigned: boolean;
}

/** What a decision asks for that has not been given yet; the server asks for the same. */
export function missingFor(decision: Pick<DecisionOffer, 'requires'>, draft: TaskDraft, beside: GivenBeside): string[] {
  const given: Record<DecisionOffer['requires'][number], boolean> = {
    opinion: draft.opinion.trim() !== '',
    marks: beside.marked > 0,
    agency: (draft.agency ?? '').trim() !== '',
    experts: beside.hasPanel,
    signature: beside.isSigned,
  };
  const lacking: string[] = decision.requires.filter((one) => !given[one]);
  // Words in an open field would not be on the notice.
  return decision.requires.includes('marks') && beside.unsaved > 0 ? [...lacking, 'unsavedMarks'] : lacking;
}
