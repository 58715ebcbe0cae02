import type { MapViewer } from './open-viewer.ts';

interface Point {
  x: number;
  y: number;
}

/**
 * Fingers on the map: one moves it sideways while the page keeps scrolling up and down (`touch-action: pan-y`), two move and pinch it.
 * Returns what takes the listeners off.
 */
export function followFingers(element: HTMLElement, viewer: () => MapViewer | null): () => void {
  const down = new Map<number, Point>();
  const spread = (): number => {
    const [a, b] = [...down.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  const begin = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') down.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const move = (event: PointerEvent): void => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const apart = spread();
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const fingers = down.size;
    viewer()?.scrollBy((event.clientX - before.x) / fingers, fingers > 1 ? (event.clientY - before.y) / fingers : 0);
    const now = spread();
    if (fingers === 2 && apart > 0 && now > 0) viewer()?.zoomBy(now / apart);
  };
  const end = (event: PointerEvent): void => void down.delete(event.pointerId);
  element.addEventListener('pointerdown', begin);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
  return () => {
    element.removeEventListener('pointerdown', begin);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', end);
    element.removeEventListener('pointercancel', end);
  };
}
