import { deadlineFindings } from './check/by-timer.ts';
import { limitFindings } from './check/limits.ts';
import type { ItemLimits } from './check/limits.ts';
import { compile } from './compile.ts';
import type { Compiled } from './compile.ts';

/**
 * Compiles what the cases of an item are to run: beyond what the engine asks of a file, a diagram without an executable process would
 * leave a case with nothing to do, its stage limits must fit into what the item promises,
 * and what a deadline alone brings about must be what a law says.
 */
export function compileForItem(bpmn: string, limits: ItemLimits): Compiled {
  const compiled = compile(bpmn);
  if ('refused' in compiled) return compiled;
  if (!Object.values(compiled.program.processes).some((one) => one.executable)) {
    return { refused: [{ element: null, code: 'not-executable', message: 'No process of this diagram is executable.' }] };
  }
  const refused = [...limitFindings(compiled.program, limits), ...deadlineFindings(compiled.program)];
  return refused.length > 0 ? { refused } : compiled;
}
