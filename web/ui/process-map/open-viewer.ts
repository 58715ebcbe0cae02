import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type { ElementLike } from 'diagram-js/lib/core/Types';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import type { MapMarks } from './marks.ts';

const markers = ['map-visited', 'map-current', 'map-ahead', 'map-untaken'] as const;

/** Below this scale names can't be read; rather show a part of the map. */
const readableZoom = 0.72;

export interface MapViewer {
  mark: (marks: MapMarks) => void;
  zoomBy: (factor: number) => void;
  scrollBy: (dx: number, dy: number) => void;
  /** The whole map, however small. */
  fit: () => void;
  /** At a size at which names can be read: the whole map, or the part where the case is, or where it begins. */
  show: () => void;
  destroy: () => void;
}

function badge(text: string, className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}

/** Draws a diagram into `container` with the watermark of bpmn-js visible. Throws what the importer throws. */
export async function openViewer(container: HTMLElement, bpmn: string): Promise<MapViewer> {
  const viewer = new NavigatedViewer({
    container,
    zoomScroll: { enabled: false },
    bpmnRenderer: { defaultFillColor: '#ffffff', defaultStrokeColor: '#55657a', defaultLabelColor: '#16202e' },
    textRenderer: { defaultStyle: { fontFamily: 'inherit', fontSize: 13 }, externalStyle: { fontSize: 12 } },
  });
  try {
    await viewer.importXML(bpmn);
  } catch (error) {
    viewer.destroy();
    throw error;
  }
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  let current: string[] = [];

  const fit = (): void => {
    if (container.clientWidth === 0 || container.clientHeight === 0) return;
    canvas.resized();
    canvas.zoom('fit-viewport', { x: 0, y: 0 });
  };

  const show = (): void => {
    fit();
    const focus = current.map((id) => registry.get(id)).find((element) => element !== undefined);
    const start = registry.find((element: ElementLike) => element.type === 'bpmn:StartEvent');
    if (canvas.zoom() >= readableZoom) return;
    canvas.zoom(readableZoom);
    const shown = focus ?? start;
    if (shown) canvas.scrollToElement(shown, { top: 60, bottom: 60, left: 40, right: 120 });
  };

  const mark = (marks: MapMarks): void => {
    overlays.clear();
    current = marks.current.map((one) => one.element);
    registry.forEach((element: ElementLike) => {
      for (const marker of markers) canvas.removeMarker(element.id, marker);
      const name = marks.markerOf(element.id, element.businessObject as never);
      if (name) canvas.addMarker(element.id, name);
    });
    for (const { element, text } of marks.visitedBadges) {
      if (registry.get(element)) overlays.add(element, { position: { top: -11, right: 13 }, html: badge(text, 'map-badge-visited') });
    }
    for (const { element, text } of marks.current) {
      if (registry.get(element)) overlays.add(element, { position: { bottom: -6, left: 0 }, html: badge(text, 'map-badge-current') });
    }
  };

  return {
    mark,
    fit,
    show,
    zoomBy: (factor) => void canvas.zoom(Math.min(3, Math.max(0.2, canvas.zoom() * factor))),
    scrollBy: (dx, dy) => canvas.scroll({ dx, dy }),
    destroy: () => viewer.destroy(),
  };
}
