import { canHold, markingOf, tokensOf, type Marking } from '../reachable/marking.ts';
import type { ScopeRun } from '../state.ts';
import { find, type Work } from './work.ts';

/**
 * A case may go over to where a case of the new version can stand, and nowhere else: then nothing is doubled, nothing
 * waits for what cannot come, whatever happens next. Scopes whose flow has not changed need no look.
 */
export function checkPositions(work: Work): void {
  const { plan, state, before } = work;
  for (const scope of Object.values(state.scopes)) {
    const old = before.scopes[scope.id]?.of;
    if (!plan.to.scopes[scope.of] || (old !== undefined && plan.isSameFlow(old))) continue;
    const marking = markingOf(plan.to, tokensOf(state, scope));
    if (marking.size > 0) checkPosition(work, scope, marking);
  }
}

function checkPosition(work: Work, scope: ScopeRun, marking: Marking): void {
  const { to } = work.plan;
  const { found } = canHold(to, scope.of, marking);
  if (found === 'yes') return;
  const at = elementsOf(work, scope);
  const here = at.join(', ');
  const wider = found === 'no' ? canHold(to, scope.of, marking, false) : null;
  if (wider?.marking) {
    const others = [
      ...new Set([...wider.marking].flatMap(([place, n]) => (n > (marking.get(place) ?? 0) ? [elementAt(work, place)] : []))),
    ];
    const message = `A case of the new version that is at ${here} is at ${others.join(', ')} too`;
    find(work, at[0] ?? null, 'tokens-missing', message, [...at.slice(1), ...others]);
    return;
  }
  if (wider?.found === 'no') {
    find(
      work,
      at[0] ?? null,
      'tokens-exclusive',
      `No case of the new version is at ${here}${at.length > 1 ? ' at once' : ''}`,
      at.slice(1),
    );
    return;
  }
  find(work, at[0] ?? null, 'position-unclear', `There are too many ways to ${here} to say whether the case may be there`, at.slice(1));
}

/** Where a scope's tokens stand, in the names of the old version where they have one. */
function elementsOf(work: Work, scope: ScopeRun): string[] {
  return [...new Set(tokensOf(work.state, scope).map((token) => work.before.tokens[token.id]?.node ?? token.node))];
}

const elementAt = ({ plan }: Work, place: string): string =>
  place.startsWith('n:') ? place.slice(2) : plan.to.flows[place.slice(2)]!.target;
