import type { Event, TaskRef } from '../engine/types.ts';
import { nameOf } from '../messages.ts';
import type { Act } from '../messages.ts';

/** The engine's event for a person's act. */
export function eventOf(act: Act): Event {
  switch (act.kind) {
    case 'complete':
      return { kind: 'taskCompleted', task: { task: act.task }, by: nameOf(act.actor), variables: act.variables };
    case 'operate':
      return {
        kind: 'operation',
        operation: act.operation,
        by: nameOf(act.actor),
        ...taskOf(act),
      };
    case 'message':
      return { kind: 'messageArrived', name: act.name, variables: act.variables };
    case 'deliver':
      if (act.what === 'signal') return { kind: 'signalArrived', name: act.name, variables: act.variables };
      return { kind: 'messageArrived', name: act.name, correlationKey: act.key ?? undefined, variables: act.variables };
    case 'clock':
      return { kind: 'clocksMoved' };
    case 'retry':
      return { kind: 'incidentRetried', incident: act.incident, variables: act.variables };
    case 'skip':
      return { kind: 'incidentSkipped', incident: act.incident, by: nameOf(act.actor), reason: act.reason, flow: act.flow };
    case 'correct': {
      const { incident, variables, reason } = act;
      return { kind: 'variablesSet', variables, by: nameOf(act.actor), reason, incident };
    }
    case 'move':
      return { kind: 'tokenMoved', token: act.token, to: act.to, by: nameOf(act.actor), reason: act.reason };
  }
}

function taskOf({ task, element }: Extract<Act, { kind: 'operate' }>): { task?: TaskRef } {
  if (task !== null) return { task: { task } };
  return element === undefined ? {} : { task: { element } };
}
