/** What each dialog of the limits is given. */
export interface LimitsDialog {
  caseNumber: string;
  onCancel: () => void;
  /** Says what has been done. */
  onDone: (sentence: string) => void;
}
