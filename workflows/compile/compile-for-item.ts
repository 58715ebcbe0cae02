import { limitFindings } from './check/limits.ts';
import type { ItemLimits } from './check/limits.ts';
import { compile } from './compile.ts';
import type { Compiled } from './compile.ts';

/**
 * Compiles what the cases of an item are to run: beyond what the engine asks of a file, a diagram without an executable process would
 * leave a case with nothing to do, and its stage limits must fit into what the item promises.
 */
export function compileForItem(bpmn: string, limits: ItemLimits): Compiled {
  const compiled = compile(bpmn);
  if ('refused' in compiled) return compiled;
  if (!Object.values(compiled.program.processes).some((one) => one.executable)) {
    return { refused: [{ element: null, code: 'not-executable', message: 'No process of this diagram is executable.' }] };
  }
  const refused = limitFindings(compiled.program, limits);
  return refused.length > 0 ? { refused } : compiled;
}
