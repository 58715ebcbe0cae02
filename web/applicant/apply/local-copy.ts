import { z } from 'zod';
import { Answers } from '../../../schema/forms/form.ts';
import type { LocalCopy } from './draft-keeper.ts';

/** The shape in localStorage; an older or broken one is ignored. */
const Stored = z.object({ version: z.literal(1), answers: Answers, base: Answers, revision: z.number().int() });

const keyOf = (draftId: string): string => `draft:${draftId}`;

export function readLocalCopy(draftId: string): LocalCopy | null {
  try {
    return Stored.parse(JSON.parse(localStorage.getItem(keyOf(draftId)) ?? 'null'));
  } catch {
    return null;
  }
}

/** Writes or forgets the copy; a full or forbidden storage must not stop the typing. */
export function writeLocalCopy(draftId: string, copy: LocalCopy | null): void {
  try {
    if (copy === null) localStorage.removeItem(keyOf(draftId));
    else localStorage.setItem(keyOf(draftId), JSON.stringify({ version: 1, ...copy }));
  } catch {
    // The server still has every earlier save.
  }
}
