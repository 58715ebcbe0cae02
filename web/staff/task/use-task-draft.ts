import { useEffect, useRef, useState } from 'react';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskDraft, TaskView } from '../../../schema/contracts/tasks.ts';
import { call } from '../../api/call.ts';

/** A pause in typing after which the draft is saved, ms. */
const pause = 800;
const nothing: TaskDraft = { decision: null, opinion: '', marks: [], agency: null };

export interface DraftHandle {
  value: TaskDraft;
  /** `none`: nothing has been typed yet. */
  saving: 'none' | 'saved' | 'saving' | 'unsaved';
  change: (patch: Partial<TaskDraft>) => void;
}

/** 暂存: what the handler types, kept on the server as it is typed, so that a refusal or a lost connection costs nothing. */
export function useTaskDraft(view: TaskView): DraftHandle {
  const [value, setValue] = useState<TaskDraft>(view.draft ?? nothing);
  const [saving, setSaving] = useState<DraftHandle['saving']>(view.draft ? 'saved' : 'none');
  const first = useRef(true);
  const taskId = view.task.id;
  const isMine = view.open && view.decisions.some((decision) => decision.enabled);

  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    if (!isMine) return undefined;
    setSaving('saving');
    const timer = setTimeout(() => {
      call(routes.tasks.saveDraft, { params: { taskId }, body: value }).then(
        () => setSaving('saved'),
        () => setSaving('unsaved'),
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [value, taskId, isMine]);

  return { value, saving, change: (patch) => setValue((before) => ({ ...before, ...patch })) };
}
