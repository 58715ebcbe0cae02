import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { routes } from '../../../schema/contracts/index.ts';
import type { Draft } from '../../../schema/contracts/drafts.ts';
import { call } from '../../api/call.ts';
import { readKey } from '../../api/use-read.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { readLocalCopy, writeLocalCopy } from './local-copy.ts';

/** One keeper for a draft while its pages are open; saves when the page is left or the network comes back. */
export function useKeeper(draft: Draft): DraftKeeper {
  const client = useQueryClient();
  const held = useRef<DraftKeeper | null>(null);
  if (held.current === null) {
    const params = { draftId: draft.id };
    held.current = new DraftKeeper(draft, readLocalCopy(draft.id), {
      save: (revision, answers) => call(routes.drafts.save, { params, body: { revision, answers } }),
      read: () => call(routes.drafts.get, { params }),
      keep: (copy) => writeLocalCopy(draft.id, copy),
      onSaved: (saved) => client.setQueryData(readKey(routes.drafts.get, { params }), saved),
    });
  }
  const keeper = held.current;
  useEffect(() => keeper.adopt(draft), [keeper, draft]);
  useEffect(() => {
    const save = (): void => void keeper.flush();
    const saveHidden = (): void => {
      if (document.visibilityState === 'hidden') save();
    };
    window.addEventListener('online', save);
    document.addEventListener('visibilitychange', saveHidden);
    return () => {
      window.removeEventListener('online', save);
      document.removeEventListener('visibilitychange', saveHidden);
      save();
    };
  }, [keeper]);
  useSyncExternalStore(keeper.subscribe, keeper.current);
  return keeper;
}
