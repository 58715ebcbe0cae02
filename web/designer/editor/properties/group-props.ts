import type { Diagram, DiagramElement } from '../diagram.ts';

/** Every group of the panel edits one selected element of one diagram. */
export interface GroupProps {
  diagram: Diagram;
  element: DiagramElement;
}
