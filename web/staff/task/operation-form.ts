import type { TaskView } from '../../../schema/contracts/tasks.ts';

export type OperationName = TaskView['operations'][number]['name'];

export interface OperationBody {
  operation: OperationName;
  to?: string;
  users?: string[];
  position?: 'before' | 'after' | 'parallel';
  resubmit?: 'again' | 'straight';
  reason?: string;
}

/** What an operation asks for: people, one or several; and words, which it needs or may have. */
interface Form {
  people: 'none' | 'one' | 'several' | 'signers';
  /** The label over the people, under `operation` in the words. */
  whom?: 'whom' | 'assignTo' | 'ask' | 'copyTo' | 'signers';
  words: 'reason' | 'question' | 'note' | 'none';
  wordsNeeded?: boolean;
}

export const operationForms: Record<OperationName, Form> = {
  assign: { people: 'one', whom: 'assignTo', words: 'reason' },
  consult: { people: 'several', whom: 'ask', words: 'question', wordsNeeded: true },
  copy: { people: 'several', whom: 'copyTo', words: 'note' },
  transfer: { people: 'one', whom: 'whom', words: 'reason' },
  delegate: { people: 'one', whom: 'whom', words: 'reason' },
  addSigner: { people: 'several', whom: 'whom', words: 'reason' },
  removeSigner: { people: 'signers', whom: 'signers', words: 'reason' },
  return: { people: 'none', words: 'reason' },
  recall: { people: 'none', words: 'none' },
  suspend: { people: 'none', words: 'reason' },
  resume: { people: 'none', words: 'reason' },
  terminate: { people: 'none', words: 'reason', wordsNeeded: true },
  urge: { people: 'none', words: 'note' },
};

/** The body an operation begins with, before anything is chosen. */
export const blankBody = (operation: OperationName): OperationBody => ({
  operation,
  ...(operation === 'addSigner' ? { position: 'parallel' as const } : {}),
  ...(operation === 'return' ? { resubmit: 'again' as const } : {}),
});

/** What is still missing, by the field it belongs to. */
export function missingIn(body: OperationBody): ('people' | 'where' | 'words')[] {
  const { people, wordsNeeded } = operationForms[body.operation];
  const lacksPeople = (people === 'one' && !body.to) || ((people === 'several' || people === 'signers') && (body.users?.length ?? 0) === 0);
  return [
    ...(lacksPeople ? (['people'] as const) : []),
    ...(body.operation === 'return' && !body.to ? (['where'] as const) : []),
    ...(wordsNeeded && (body.reason ?? '').trim() === '' ? (['words'] as const) : []),
  ];
}
