import type { Command } from '../engine/types.ts';
import type { RecordedCommand } from '../messages.ts';

/** What of a step's commands is recorded: the trace of flows and the timers are the shell's own, and variables stay in the state. */
export function recordable(commands: Command[]): RecordedCommand[] {
  const kept: RecordedCommand[] = [];
  for (const command of commands) {
    switch (command.kind) {
      case 'took':
      case 'armTimer':
      case 'cancelTimer':
        break;
      case 'call':
      case 'called': {
        const { variables: _variables, ...call } = command.call;
        kept.push({ kind: command.kind, call });
        break;
      }
      default:
        kept.push(command);
    }
  }
  return kept;
}
