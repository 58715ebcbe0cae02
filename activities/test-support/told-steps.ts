import { proxySinks } from '@temporalio/workflow';
import type { Sinks, WorkflowInterceptors } from '@temporalio/workflow';
import { waitingOf } from '../../workflows/engine/inspect.ts';
import type { RecordedCommand, Step } from '../../workflows/messages.ts';

export interface StepSinks extends Sinks {
  steps: { told: (line: string) => void };
}

const { steps } = proxySinks<StepSinks>();

/** Tells what a workflow decides in each step, as a line that a person can read: a history alone does not show it when a step decides otherwise. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleLocalActivity: (input, next) => {
        if (input.activityType === 'record') steps.told(lineOf(input.args[0] as Step));
        return next(input);
      },
    },
  ],
});

function lineOf({ step, cause, commands, live, state }: Step): string {
  const tokens = Object.entries(live).map(([element, count]) => `${element}=${count}`);
  const waiting = waitingOf(state).map(({ element, due }) => (due === undefined ? element : `${element}@${new Date(due).toISOString()}`));
  return `${step} ${cause.kind}: ${commands.map(wordsOf).join(', ')}; tokens ${tokens.join(' ')}; waits ${waiting.join(' ')}`;
}

/** A command by its kind, element and reason; what comes to commands in later versions does not change the line. */
function wordsOf(command: RecordedCommand): string {
  const parts: string[] = [command.kind];
  if ('task' in command && typeof command.task === 'object' && command.task) parts.push(command.task.element);
  if ('call' in command && typeof command.call === 'object') parts.push(command.call.element);
  if ('incident' in command && typeof command.incident === 'object') parts.push(command.incident.element, command.incident.code);
  for (const name of ['element', 'from', 'to', 'process', 'name', 'reason', 'change', 'status'] as const) {
    const value = (command as Record<string, unknown>)[name];
    if (typeof value === 'string') parts.push(value);
  }
  return parts.join(' ');
}
