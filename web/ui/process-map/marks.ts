import type { CaseMap } from '../../../schema/contracts/cases.ts';

/** What the map draws: a diagram, and where one case is on it (nothing for a plain diagram). */
export type MapData = Pick<CaseMap, 'bpmn'> &
  Partial<Pick<CaseMap, 'visited' | 'current' | 'ahead'>> & {
    /** Elements where something failed, and elements that can be chosen. */
    troubled?: readonly string[];
    offered?: readonly string[];
  };

interface FlowEnds {
  sourceRef?: { id: string };
  targetRef?: { id: string };
}

export interface MapMarks {
  /** What to look at: where the case is, or where it came to last. */
  focus: string | null;
  current: { element: string; text: string }[];
  visitedBadges: { element: string; text: string }[];
  /** The marker class of an element or a flow, or null where the case says nothing about it. */
  markerOf: (element: string, model: FlowEnds) => string | null;
}

/** The map of an ended case: the end it reached is behind it, not where it is. */
export const asEnded = (map: CaseMap, endedAt: string): CaseMap => ({
  ...map,
  current: [],
  visited: [
    ...map.visited,
    ...map.current
      .filter((one) => !map.visited.some((past) => past.element === one.element))
      .map((one) => ({ element: one.element, count: 1, firstAt: one.since, lastAt: endedAt })),
  ],
  ahead: [],
});

/** True when the map shows a case rather than a bare definition. */
export const showsCase = (map: MapData): boolean => (map.visited?.length ?? 0) + (map.current?.length ?? 0) > 0;

/**
 * Folds a case's map into markers. A flow counts as passed when the case has been at both of its ends; an element that was neither
 * visited nor can be reached any more is drawn pale.
 */
export function marksOf(map: MapData, words: { here: string }): MapMarks {
  const current = new Map((map.current ?? []).map((one) => [one.element, one.holder]));
  const visited = new Map((map.visited ?? []).map((one) => [one.element, one.count]));
  const ahead = new Set(map.ahead ?? []);
  const [troubled, offered] = [new Set(map.troubled), new Set(map.offered)];
  const been = (id: string | undefined): boolean => id !== undefined && (visited.has(id) || current.has(id));
  const plain = !showsCase(map);

  const latest = [...(map.visited ?? [])].sort((a, b) => b.lastAt.localeCompare(a.lastAt))[0];

  return {
    focus: map.troubled?.[0] ?? map.current?.[0]?.element ?? latest?.element ?? null,
    current: [...current].map(([element, holder]) => ({ element, text: holder ?? words.here })),
    visitedBadges: [...visited]
      .filter(([element]) => !current.has(element))
      .map(([element, count]) => ({ element, text: count > 1 ? `✓ ${count}` : '✓' })),
    markerOf: (element, model) => {
      if (plain) return null;
      const { sourceRef, targetRef } = model;
      if (sourceRef && targetRef) {
        if (been(sourceRef.id) && been(targetRef.id)) return 'map-visited';
        return ahead.has(targetRef.id) && (been(sourceRef.id) || ahead.has(sourceRef.id)) ? 'map-ahead' : 'map-untaken';
      }
      const node = element.replace(/_label$/, '');
      if (troubled.has(node)) return 'map-troubled';
      if (offered.has(node)) return 'map-offered';
      if (current.has(node)) return 'map-current';
      if (visited.has(node)) return 'map-visited';
      return ahead.has(node) ? 'map-ahead' : 'map-untaken';
    },
  };
}
