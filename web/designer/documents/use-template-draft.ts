import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateVersion } from '../../../schema/contracts/documents.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import type { Template } from '../../../schema/documents/template.ts';
import { call } from '../../api/call.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';

/**
 * The draft of a template being edited, and the server's side of it: revision by revision, so that two designers cannot overwrite each other
 * unseen. What is refused stays on the page, with the reason in `problem`.
 */
export function useTemplateDraft(kind: DocumentKindId, itemId: string) {
  const client = useQueryClient();
  const sentence = useErrorSentence();
  const request = { params: { kind }, query: { itemId } };
  const key = [routes.documents.draft.path, kind, itemId];
  const opened = useQuery({
    queryKey: key,
    queryFn: () => call(routes.documents.draft, request),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const [edited, setEdited] = useState<Template | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const content = edited ?? opened.data?.content ?? null;

  const guarded = async <T>(act: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await act();
    } catch (error) {
      setProblem(sentence(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const others = () =>
    Promise.all([routes.documents.templates, routes.documents.versions].map((read) => client.invalidateQueries({ queryKey: [read.path] })));
  const store = async (): Promise<number> => {
    const before = opened.data!;
    if (edited === null) return before.revision;
    const saved = await call(routes.documents.saveDraft, { ...request, body: { content: edited, revision: before.revision } });
    client.setQueryData(key, saved);
    setEdited(null);
    return saved.revision;
  };
  const reload = async () => {
    setEdited(null);
    setProblem(null);
    await client.resetQueries({ queryKey: key });
  };

  return {
    opened: opened.data,
    error: opened.error,
    content,
    isDirty: edited !== null,
    busy,
    problem,
    change: setEdited,
    clearProblem: () => setProblem(null),
    reload,
    save: () =>
      guarded(async () => {
        await store();
        await others();
        return true;
      }),
    /** Saves what was changed, then publishes it; null when it was refused. */
    publish: (note: string, effectiveAt: string | null): Promise<TemplateVersion | null> =>
      guarded(async () => {
        const stored = await store();
        // A published version may be taken up again as it is: its draft is stored then.
        const revision =
          stored > 0 ? stored : (await call(routes.documents.saveDraft, { ...request, body: { content: content!, revision: 0 } })).revision;
        const version = await call(routes.documents.publish, { ...request, body: { revision, note, effectiveAt } });
        await Promise.all([others(), reload()]);
        return version;
      }),
    discard: () =>
      guarded(async () => {
        await call(routes.documents.discardDraft, request);
        await Promise.all([others(), reload()]);
      }),
  };
}
export type TemplateDraftHandle = ReturnType<typeof useTemplateDraft>;
