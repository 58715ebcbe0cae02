import { routes } from '../../../schema/contracts/index.ts';

/** What each dialog of a hearing is given. */
export interface HearingDialog {
  caseNumber: string;
  onCancel: () => void;
  /** Says what has been done. */
  onDone: (sentence: string) => void;
}

/** Reads that an act of a hearing makes stale. */
export const staleAfterHearing = [
  routes.hearings.ofCase,
  routes.hearings.officers,
  routes.tasks.get,
  routes.cases.get,
  routes.documents.ofCase,
  routes.service.ofCase,
  routes.procedures.get,
];
