import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { Diagram } from './editor/diagram.ts';

/** A read-only diagram over `container`, with the approval extension known so that its attributes take part in a diff. */
export function useViewer(xml: string | null): {
  container: RefObject<HTMLDivElement | null>;
  diagram: Diagram | null;
  failure: string | null;
} {
  const container = useRef<HTMLDivElement | null>(null);
  const [diagram, setDiagram] = useState<Diagram | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (xml === null || !container.current) return undefined;
    let created: Diagram | null = null;
    let cancelled = false;
    const open = async (target: HTMLElement) => {
      const { createViewer } = await import('./create-viewer.ts');
      if (cancelled) return;
      created = createViewer(target);
      await created.importXML(xml);
      if (cancelled) return;
      created.get('canvas').zoom('fit-viewport', 'auto');
      setDiagram(created);
    };
    open(container.current).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      cancelled = true;
      created?.destroy();
      setDiagram(null);
    };
  }, [xml]);

  return { container, diagram, failure };
}
