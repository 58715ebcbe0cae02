import { useState } from 'react';
import type { NoticeDraft } from '../../../schema/contracts/corrections.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import { useRead } from '../../api/use-read.ts';

type Item = NoticeDraft['items'][number];

export interface NoticeHandle {
  caseNumber: string;
  /** Undefined until it is read, and where the task sends no notice. */
  draft: NoticeDraft | undefined;
  mayMark: boolean;
  itemOf: (target: Mark['target'], path: string) => Item | undefined;
  /** Words that stand in an open field and are no mark yet. */
  unsaved: number;
  keepUnsaved: (subject: string, isUnsaved: boolean) => void;
}

/** 一次性告知: the notice that colleagues prepare together; `needs` says whether the open task can send one. */
export function useNotice({ case: { caseNumber }, open, decisions }: TaskView): NoticeHandle {
  const isPossible = open && decisions.some(({ requires }) => requires.includes('marks'));
  const read = useRead(routes.corrections.draft, { params: { caseNumber } }, { enabled: isPossible });
  const [typed, setTyped] = useState<ReadonlySet<string>>(new Set());
  const draft = isPossible ? read.data : undefined;
  return {
    caseNumber,
    draft,
    mayMark: draft?.mayMark ?? false,
    itemOf: (target, path) => draft?.items.find((item) => item.target === target && item.path === path),
    unsaved: typed.size,
    keepUnsaved: (subject, isUnsaved) =>
      setTyped((before) => {
        if (before.has(subject) === isUnsaved) return before;
        const next = new Set(before);
        if (isUnsaved) next.add(subject);
        else next.delete(subject);
        return next;
      }),
  };
}
