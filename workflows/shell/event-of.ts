import type { Event } from '../engine/types.ts';
import type { Act } from '../messages.ts';

/** The engine's event for a person's act. */
export function eventOf(act: Act): Event {
  switch (act.kind) {
    case 'complete':
      return { kind: 'taskCompleted', task: { task: act.task }, by: act.actor.id, variables: act.variables };
    case 'operate':
      return {
        kind: 'operation',
        operation: act.operation,
        by: act.actor.id,
        ...(act.task === null ? {} : { task: { task: act.task } }),
      };
    case 'message':
      return { kind: 'messageArrived', name: act.name, variables: act.variables };
    case 'retry':
      return { kind: 'incidentRetried', incident: act.incident };
  }
}
