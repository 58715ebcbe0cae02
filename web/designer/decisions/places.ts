import type { Diagram } from '../editor/diagram.ts';
import { requirementsOf, tasksWith } from './embedded.ts';

/**
 * Where a finding shows: on its element; for a decision on a task that evaluates it or needs it, else on the process
 * that carries it.
 */
export function placeOf(diagram: Diagram, element: string): string {
  if (diagram.get('elementRegistry').get(element)) return element;
  const needs = requirementsOf(diagram);
  if (!needs.has(element)) return element;
  const asked = new Set([element]);
  // A set is walked to its end, what is added on the way included.
  for (const id of asked) {
    const [task] = tasksWith(diagram, id);
    if (task) return task.id;
    for (const [other, required] of needs) if (required.includes(id)) asked.add(other);
  }
  return diagram.get('canvas').getRootElement().id;
}
