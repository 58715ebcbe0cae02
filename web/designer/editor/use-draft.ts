import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { routes } from '../../../schema/contracts/index.ts';
import type { DefinitionDraft, DefinitionVersion } from '../../../schema/contracts/definitions.ts';
import { call } from '../../api/call.ts';

export interface DraftHandle {
  /** The draft as it was opened; the canvas is the truth from then on. */
  opened: DefinitionDraft | undefined;
  error: Error | null;
  /** Edit count of the canvas that is on the server, and when it got there. */
  savedEdits: number;
  savedAt: string | null;
  busy: boolean;
  problem: string | null;
  clearProblem: () => void;
  reload: () => void;
  /** Saves; false when refused (the reason is in `problem`, the canvas keeps everything). */
  save: (bpmn: string, edits: number) => Promise<boolean>;
  publish: (note: string, effectiveAt: string | null) => Promise<DefinitionVersion | null>;
  discard: () => Promise<void>;
}

/** The server's side of the draft being edited: revision by revision, so that two designers cannot overwrite each other unseen. */
export function useDraft(itemId: string): DraftHandle {
  const client = useQueryClient();
  const key = ['definitions', itemId, 'draft'];
  const query = useQuery({
    queryKey: key,
    queryFn: () => call(routes.definitions.draft, { params: { itemId } }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const [revision, setRevision] = useState<number | null>(null);
  const [savedEdits, setSavedEdits] = useState(0);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const current = revision ?? query.data?.revision ?? 0;

  const guarded = async <T>(act: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await act();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const reload = () => {
    setRevision(null);
    setSavedEdits(0);
    setSavedAt(null);
    setProblem(null);
    void client.resetQueries({ queryKey: key });
  };

  return {
    opened: query.data,
    error: query.error,
    savedEdits,
    savedAt,
    busy,
    problem,
    clearProblem: () => setProblem(null),
    reload,
    save: async (bpmn, edits) => {
      if (edits === savedEdits && revision !== null) return true;
      const saved = await guarded(() => call(routes.definitions.saveDraft, { params: { itemId }, body: { bpmn, revision: current } }));
      if (!saved) return false;
      setRevision(saved.revision);
      setSavedEdits(edits);
      setSavedAt(saved.updatedAt);
      return true;
    },
    publish: (note, effectiveAt) =>
      guarded(async () => {
        // The save before this has set the state, but this closure still sees the old one: ask for the draft's revision.
        const { revision: latest } = await call(routes.definitions.draft, { params: { itemId } });
        const version = await call(routes.definitions.publish, { params: { itemId }, body: { revision: latest, note, effectiveAt } });
        await client.invalidateQueries({ queryKey: ['definitions'], predicate: (other) => other.queryKey[2] !== 'draft' });
        setRevision(null);
        return version;
      }),
    discard: async () => {
      await guarded(() => call(routes.definitions.discardDraft, { params: { itemId } }));
      reload();
    },
  };
}
