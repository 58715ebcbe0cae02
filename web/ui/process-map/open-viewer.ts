import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { Shape } from 'diagram-js/lib/model/Types';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type { ElementLike } from 'diagram-js/lib/core/Types';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import type { MapMarks } from './marks.ts';

const markers = ['map-visited', 'map-current', 'map-ahead', 'map-untaken', 'map-troubled', 'map-offered'] as const;

/** Below this scale names can't be read; rather show a part of the map. */
const readableZoom = 0.85;

/** Above this scale the way an ended case took can at least be seen as a whole. */
const discernibleZoom = 0.45;

/** Room around the drawing, in its own units. */
const margin = 30;

/** Between two ends; in their middle when they have changed sides. */
const within = (value: number, low: number, high: number): number => (low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high));

export interface MapViewer {
  mark: (marks: MapMarks) => void;
  zoomBy: (factor: number) => void;
  scrollBy: (dx: number, dy: number) => void;
  /** The whole map, however small. */
  fit: () => void;
  /** At a size at which names can be read: the part where the case is, or where it begins; the whole way of an ended case. */
  show: () => void;
  /** Tells of clicks on elements; a label counts as what it names. Gives the way to stop it. */
  onPick: (picked: (element: string) => void) => () => void;
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
  // Lines are broken by measuring on a canvas, which needs a real family.
  const { fontFamily } = getComputedStyle(container);
  const viewer = new NavigatedViewer({
    container,
    zoomScroll: { enabled: false },
    bpmnRenderer: { defaultFillColor: '#ffffff', defaultStrokeColor: '#55657a', defaultLabelColor: '#16202e' },
    textRenderer: { defaultStyle: { fontFamily, fontSize: 13 }, externalStyle: { fontSize: 12 } },
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
  let focus: string | null = null;
  let ended = false;

  const fit = (): void => {
    if (container.clientWidth === 0 || container.clientHeight === 0) return;
    canvas.resized();
    canvas.zoom('fit-viewport', { x: 0, y: 0 });
  };

  const show = (): void => {
    fit();
    if (canvas.zoom() >= (ended ? discernibleZoom : readableZoom)) return;
    const here = focus === null ? undefined : (registry.get(focus) as Shape | undefined);
    const start = registry.find((element: ElementLike) => element.type === 'bpmn:StartEvent') as Shape | undefined;
    const { inner, outer } = canvas.viewbox();
    const width = outer.width / readableZoom;
    const height = outer.height / readableZoom;
    const middle = here ? { x: here.x + here.width / 2, y: here.y + here.height / 2 } : { x: inner.x, y: start ? start.y : inner.y };
    canvas.viewbox({
      x: within(middle.x - width / 2, inner.x - margin, inner.x + inner.width + margin - width),
      y: within(middle.y - height / 2, inner.y - margin, inner.y + inner.height + margin - height),
      width,
      height,
    });
  };

  const mark = (marks: MapMarks): void => {
    overlays.clear();
    focus = marks.focus;
    ended = marks.current.length === 0 && marks.visitedBadges.length > 0;
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
    onPick: (picked) => {
      const listener = ({ element }: { element: ElementLike }) => picked(element.id.replace(/_label$/, ''));
      viewer.on('element.click', listener);
      return () => viewer.off('element.click', listener);
    },
    destroy: () => viewer.destroy(),
  };
}
