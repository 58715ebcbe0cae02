import { useEffect, useState } from 'react';
import type { DmnEditor, DmnView } from './create-dmn-modeler.ts';

export interface DmnHandle {
  /** The ref of the element that the editor is drawn into: a dialog brings it later than the hook. */
  container: (element: HTMLDivElement | null) => void;
  editor: DmnEditor | null;
  views: DmnView[];
  active: string | null;
  changed: boolean;
  failure: string | null;
  /** Opens a view by the id of its element. */
  open: (id: string) => void;
}

/** A dmn-js editor over `container`, loaded lazily, with `dmn` in it and `first` open. `dmn` is read once. */
export function useDmnModeler(dmn: string, first: string, language: string): DmnHandle {
  const [target, setTarget] = useState<HTMLDivElement | null>(null);
  const [editor, setEditor] = useState<DmnEditor | null>(null);
  const [views, setViews] = useState<DmnView[]>([]);
  const [active, setActive] = useState<string | null>(null);
  const [changed, setChanged] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!target) return undefined;
    let created: DmnEditor | null = null;
    let cancelled = false;
    const load = async () => {
      const { createDmnModeler } = await import('./create-dmn-modeler.ts');
      if (cancelled) return;
      created = createDmnModeler(target, language);
      const editing = created;
      editing.on('views.changed', () => {
        // A drawing can be opened only where the file has one.
        setViews(editing.getViews().filter((view) => view.type !== 'drd' || view.element.dmnDI));
        setActive(editing.getActiveView()?.element.id ?? null);
      });
      editing.on('viewer.created', ({ viewer }) => viewer?.on('elements.changed', () => setChanged(true)));
      const { warnings } = await editing.importXML(dmn, { open: false });
      if (cancelled) return;
      // What dmn-js warns of it would not write back.
      if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.message).join('; '));
      const view = editing.getViews().find((one) => one.element.id === first) ?? editing.getViews().find((one) => one.type !== 'drd');
      if (view) await editing.open(view);
      setChanged(false);
      setEditor(editing);
    };
    load().catch((error: unknown) => {
      if (!cancelled) setFailure(error instanceof Error ? error.message : String(error));
    });
    return () => {
      cancelled = true;
      created?.destroy();
      setEditor(null);
    };
  }, [target, dmn, first, language]);

  const open = (id: string) => {
    const view = editor?.getViews().find((one) => one.element.id === id);
    if (!editor || !view) return;
    editor.open(view).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  };
  return { container: setTarget, editor, views, active, changed, failure, open };
}
