import type { Activity } from '../../schema/process/program.ts';
import { raise } from './incident.ts';
import type { Token } from './state.ts';
import type { Turn } from './turn.ts';
import { evaluate } from './variables.ts';

/**
 * Whether a standard loop goes on after `count` performances (BPMN 13.3.6). `loopCounter` is that count. Without a
 * condition only the maximum ends it. False after an incident, which holds the container.
 */
export function goesOn(turn: Turn, container: Token, node: Activity, count: number): boolean {
  const { loop } = node;
  if (loop?.kind !== 'standard' || !loop.condition) return true;
  const result = evaluate(turn, container.scope, loop.condition, { loopCounter: count });
  if (!result.ok) {
    raise(turn, container, 'expression-failed', `Loop condition: ${result.message}`);
    return false;
  }
  return result.value === true;
}
