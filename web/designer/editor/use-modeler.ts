import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { fitBesidePalette } from './diagram.ts';
import type { Diagram, DiagramElement } from './diagram.ts';

export interface ModelerHandle {
  container: RefObject<HTMLDivElement | null>;
  diagram: Diagram | null;
  /** The selected element, or the process when nothing is. */
  selected: DiagramElement | null;
  /** Grows with every change of the diagram or the selection. */
  stamp: number;
  /** Grows with every change of the diagram only. */
  edits: number;
  failure: string | null;
}

/**
 * A bpmn-js modeler over `container`, loaded lazily, with our moddle extension and the page's language.
 * `xml` is imported when it changes from null and never again: from then on the diagram is the truth.
 */
export function useModeler(xml: string | null, language: string): ModelerHandle {
  const container = useRef<HTMLDivElement | null>(null);
  const [diagram, setDiagram] = useState<Diagram | null>(null);
  const [selected, setSelected] = useState<DiagramElement | null>(null);
  const [stamp, setStamp] = useState(0);
  const [edits, setEdits] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (xml === null || !container.current) return undefined;
    let created: Diagram | null = null;
    let cancelled = false;
    const open = async (target: HTMLElement) => {
      const { createModeler } = await import('./create-modeler.ts');
      if (cancelled) return;
      created = createModeler(target, language);
      await created.importXML(xml);
      if (cancelled) return;
      const root = () => created?.get('canvas').getRootElement() ?? null;
      fitBesidePalette(created);
      created.on('selection.changed', ({ newSelection }) => {
        const element = newSelection?.[0];
        setSelected(element ? (element.labelTarget ?? element) : root());
        setStamp((n) => n + 1);
      });
      created.on('commandStack.changed', () => {
        setStamp((n) => n + 1);
        setEdits((n) => n + 1);
      });
      created.on('root.set', () => setSelected(root()));
      setSelected(root());
      setDiagram(created);
    };
    open(container.current).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      cancelled = true;
      created?.destroy();
      setDiagram(null);
    };
  }, [xml, language]);

  return { container, diagram, selected, stamp, edits, failure };
}
