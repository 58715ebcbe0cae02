import { useEffect, useRef, useState, type RefObject } from 'react';
import type { MapMarks } from './marks.ts';
import type { MapViewer } from './open-viewer.ts';
import { followFingers } from './touch.ts';

type ViewerState = 'loading' | 'drawn' | 'broken';

/** Loads bpmn-js when a map first shows, draws the diagram once, and moves the marks on it as the case moves. */
export function useViewer(container: RefObject<HTMLDivElement | null>, bpmn: string, marks: MapMarks) {
  const viewer = useRef<MapViewer | null>(null);
  const latest = useRef(marks);
  const [state, setState] = useState<ViewerState>('loading');
  latest.current = marks;

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let gone = false;
    setState('loading');
    import('./open-viewer.ts')
      .then(({ openViewer }) => openViewer(element, bpmn))
      .then((opened) => {
        if (gone) return opened.destroy();
        viewer.current = opened;
        opened.mark(latest.current);
        opened.show();
        setState('drawn');
      })
      .catch(() => {
        if (!gone) setState('broken');
      });
    const letGo = followFingers(element, () => viewer.current);
    const resized = new ResizeObserver(() => viewer.current?.show());
    resized.observe(element);
    return () => {
      gone = true;
      letGo();
      resized.disconnect();
      viewer.current?.destroy();
      viewer.current = null;
    };
  }, [container, bpmn]);

  useEffect(() => viewer.current?.mark(marks), [marks]);

  return { state, viewer };
}
