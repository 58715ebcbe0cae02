/** Why a case cannot go over to another version as it stands. */
export type FindingCode =
  /** It runs on another version than the one named. */
  | 'other-version'
  | 'ended'
  | 'suspended'
  | 'not-begun'
  | 'start-quantity'
  /** Something of it stands at an element that is none of the new version. */
  | 'not-mapped'
  | 'type-changed'
  /** An element lies in another scope, where what holds it now cannot follow. */
  | 'scope-changed'
  | 'loop-changed'
  | 'vote-changed'
  | 'ad-hoc-changed'
  | 'call-under-way'
  | 'called-changed'
  | 'join-flow-gone'
  | 'compensating'
  | 'compensation-lost'
  | 'variable-clash'
  /** A case of the new version that stands there stands elsewhere too: `other` says where. */
  | 'tokens-missing'
  /** No case of the new version stands at these elements at once. */
  | 'tokens-exclusive'
  /** There are too many possibilities to say. */
  | 'position-unclear'
  | 'event-invalid';

export interface Finding {
  /** An element of the old version; null when it is about the whole case. */
  element: string | null;
  code: FindingCode;
  message: string;
  /** Elements that the sentence also names. */
  others?: string[];
}

/** What going over changes besides names: for who decides whether to. */
export type ChangeCode =
  | 'event-added'
  | 'event-removed'
  | 'event-changed'
  | 'task-changed'
  | 'vote-changed'
  | 'join-changed'
  | 'scope-opened'
  | 'scope-dissolved'
  | 'past-sealed'
  | 'aside-dropped'
  | 'compensation-dropped';

export interface Change {
  /** An element of the new version; of the old one for what is gone. */
  element: string;
  code: ChangeCode;
}
