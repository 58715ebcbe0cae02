import type { Program } from '../../schema/process/program.ts';
import type { State, Wait } from '../engine/state.ts';
import type { Subscription } from '../messages.ts';

const listening = new WeakMap<Program, boolean>();

/** Whether any event of a program can wait for what other cases throw: most items have none, and then no step looks. */
function listens(program: Program): boolean {
  let known = listening.get(program);
  if (known === undefined) {
    known = Object.values(program.nodes).some((node) => {
      const events = 'events' in node ? node.events : 'message' in node && node.message ? [node.message] : [];
      return events.some((event) => event.kind === 'signal' || (event.kind === 'message' && event.correlationKey !== undefined));
    });
    listening.set(program, known);
  }
  return known;
}

/**
 * What a case waits for from other cases, in a fixed order: signals by name, and messages that are correlated. A message without a
 * key is for who knows the case: it is sent to it by its number.
 */
export function subscriptionsOf(program: Program, state: State): Subscription[] {
  if (!listens(program) || state.status !== 'running') return [];
  const found = new Map<string, Subscription>();
  for (const wait of Object.values(state.waits)) {
    const subscription = subscriptionOf(wait);
    if (subscription) found.set(JSON.stringify(subscription), subscription);
  }
  return [...found.keys()].toSorted().map((text) => found.get(text)!);
}

function subscriptionOf({ kind, name, key, scope, seen }: Wait): Subscription | null {
  // Scope 0 are starts of processes: an item's cases begin with an application.
  if (scope === 0 || seen || name === undefined) return null;
  if (kind === 'signal') return { kind, name, key: '' };
  return kind === 'message' && key !== undefined ? { kind, name, key: String(key) } : null;
}
