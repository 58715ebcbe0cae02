import type { Command } from '../engine/types.ts';
import type { Outcome, RecordedCommand, Step } from '../messages.ts';

/** What of a step's commands is recorded: the trace of flows and the timers are the shell's own, and variables stay in the state. `dated`: calls keep the time of their deadline. */
export function recordable(commands: Command[], dated: boolean): RecordedCommand[] {
  const kept: RecordedCommand[] = [];
  for (const command of commands) {
    switch (command.kind) {
      case 'took':
      case 'armTimer':
      case 'cancelTimer':
        break;
      case 'call':
      case 'called': {
        const { variables: _variables, at, ...call } = command.call;
        kept.push({ kind: command.kind, call: dated && at !== undefined ? { ...call, at } : call });
        break;
      }
      default:
        kept.push(command);
    }
  }
  return kept;
}

/** Of a step's commands, what is done only after its record. */
export const isToDo = (command: Command): boolean =>
  command.kind === 'finish' || command.kind === 'cancelCall' || (command.kind === 'call' && !command.call.effect);

/** What of a step's cause outlives it: where it took the case to another version. */
export const migratedBy = (cause: Step['cause']): Outcome['migrated'] =>
  cause.kind === 'migrated' ? { definition: cause.migration.definition.id, isQuiet: cause.migration.isQuiet } : null;
