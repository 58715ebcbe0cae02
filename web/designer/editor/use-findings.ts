import { useEffect, useState } from 'react';
import type { Finding } from '../../../schema/contracts/definitions.ts';
import { placeOf } from '../decisions/places.ts';
import type { ItemLimits } from '../../../workflows/compile/check/limits.ts';
import { drawn } from './diagram.ts';
import type { Diagram } from './diagram.ts';

/** How long the designer rests before the diagram is compiled anew, in ms. */
const pause = 400;

/**
 * Compiles the diagram in the browser after each edit, with the very compiler that guards publishing,
 * and marks refused elements on the canvas. `null` until the first answer.
 */
export function useFindings(diagram: Diagram | null, edits: number, limits: ItemLimits | undefined): Finding[] | null {
  const [findings, setFindings] = useState<Finding[] | null>(null);

  useEffect(() => {
    if (!diagram || !limits) return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      const check = async () => {
        const [{ compileForItem }, { xml }] = await Promise.all([
          import('../../../workflows/compile/compile-for-item.ts'),
          diagram.saveXML({ format: true }),
        ]);
        if (stale || !xml) return;
        const compiled = compileForItem(xml, limits);
        if (!stale) setFindings('refused' in compiled ? compiled.refused : []);
      };
      check().catch((error: unknown) => {
        if (!stale) setFindings([{ element: null, code: 'check-failed', message: error instanceof Error ? error.message : String(error) }]);
      });
    }, pause);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [diagram, edits, limits]);

  useEffect(() => {
    if (!diagram || !findings) return undefined;
    const overlays = diagram.get('overlays');
    const placed = findings.flatMap(({ element, message }) => (element ? [{ element: placeOf(diagram, element), message }] : []));
    const root = diagram.get('canvas').getRootElement().id;
    const elements = drawn(diagram, new Set(placed.map((one) => one.element))).filter((id) => id !== root);
    for (const id of elements) {
      const here = placed.filter((one) => one.element === id);
      const badge = document.createElement('div');
      badge.className = 'finding-badge';
      badge.textContent = String(here.length);
      badge.title = here.map((one) => one.message).join('\n');
      overlays.add(id, 'finding', { position: { top: -12, right: 12 }, html: badge });
      diagram.get('canvas').addMarker(id, 'has-finding');
    }
    return () => {
      if (drawn(diagram, elements).length === 0) return;
      overlays.remove({ type: 'finding' });
      for (const id of drawn(diagram, elements)) diagram.get('canvas').removeMarker(id, 'has-finding');
    };
  }, [diagram, findings]);

  return findings;
}
