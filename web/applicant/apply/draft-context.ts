import { createContext, useContext } from 'react';
import type { ItemDetail } from '../../../schema/contracts/catalogue.ts';
import type { Draft } from '../../../schema/contracts/drafts.ts';
import type { Answers } from '../../../schema/forms/form.ts';
import type { DraftKeeper } from './draft-keeper.ts';

export interface DraftWork {
  draft: Draft;
  item: ItemDetail;
  /** As typed, saved or not. */
  answers: Answers;
  keeper: DraftKeeper;
}

export const DraftContext = createContext<DraftWork | null>(null);

/** The draft being worked on; only inside DraftArea. */
export function useDraftWork(): DraftWork {
  const work = useContext(DraftContext);
  if (!work) throw new Error('a draft page outside its area');
  return work;
}
