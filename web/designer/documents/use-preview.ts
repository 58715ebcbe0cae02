import { useEffect, useState } from 'react';
import { routes } from '../../../schema/contracts/index.ts';
import type { Template } from '../../../schema/documents/template.ts';
import { call } from '../../api/call.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';

/** Pause after the last change before the preview is asked for, ms. */
const calm = 500;

export interface ShownPreview {
  id: string;
  /** Address of the picture of its pages. */
  picture: string;
}

/** The preview of a template, drawn anew a moment after each change that can be drawn; the last one stays meanwhile. */
export function usePreview(content: Template | null, isUsable: boolean) {
  const sentence = useErrorSentence();
  const [shown, setShown] = useState<ShownPreview | null>(null);
  const [failure, setFailure] = useState<{ code: string; message: string } | null>(null);
  const [drawing, setDrawing] = useState(false);
  const written = content && isUsable ? JSON.stringify(content) : null;

  useEffect(() => {
    if (written === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    const draw = async () => {
      const asked = JSON.parse(written) as Template;
      setDrawing(true);
      const { previewId } = await call(routes.documents.preview, { params: { kind: asked.kind }, body: { content: asked } }, { signal });
      let result = await call(routes.documents.previewResult, { params: { previewId } }, { signal });
      while (result.state === 'pending') result = await call(routes.documents.previewResult, { params: { previewId } }, { signal });
      setFailure(result.failure);
      if (result.svg !== null) setShown({ id: previewId, picture: URL.createObjectURL(new Blob([result.svg], { type: 'image/svg+xml' })) });
      setDrawing(false);
    };
    const timer = setTimeout(() => {
      draw().catch((error: unknown) => {
        if (signal.aborted) return;
        setDrawing(false);
        setFailure({ code: 'document-other', message: sentence(error) });
      });
    }, calm);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // The sentence changes with the language only, and is no reason to draw.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [written]);

  useEffect(() => () => URL.revokeObjectURL(shown?.picture ?? ''), [shown]);
  return { shown, failure, drawing };
}
