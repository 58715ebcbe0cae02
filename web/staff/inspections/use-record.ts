import { useState } from 'react';
import type { Finding, InspectionView, PhotoView } from '../../../schema/contracts/inspections.ts';

/** What an inspector writes; the revision is the server's. */
export interface RecordDraft {
  findings: Finding[];
  conclusion: string;
  result: 'meets' | 'fails' | null;
  /** What is said of photos, by id: only of those that were touched. */
  photos: Record<string, Pick<PhotoView, 'takenAt' | 'takenWhere' | 'caption'>>;
}

const draftOf = ({ findings, conclusion, result }: InspectionView): RecordDraft => ({ findings, conclusion, result, photos: {} });
const wordsOf = (view: InspectionView): string => JSON.stringify([view.findings, view.conclusion, view.result]);

export interface RecordHandle {
  value: RecordDraft;
  change: (patch: Partial<RecordDraft>) => void;
  isDirty: boolean;
  /** A colleague has written since: what is typed here would go over it. */
  isStale: boolean;
  /** Takes what the server has. */
  reload: () => void;
}

/** The record being written: it follows the server's while nothing is typed, and photos come and go beside it. */
export function useRecord(view: InspectionView): RecordHandle {
  const words = wordsOf(view);
  const [base, setBase] = useState(words);
  const [value, setValue] = useState<RecordDraft | null>(null);
  const isDirty = value !== null;
  if (!isDirty && base !== words) setBase(words);
  return {
    value: value ?? draftOf(view),
    change: (patch) => setValue((before) => ({ ...(before ?? draftOf(view)), ...patch })),
    isDirty,
    isStale: isDirty && base !== words,
    reload: () => {
      setValue(null);
      setBase(words);
    },
  };
}
