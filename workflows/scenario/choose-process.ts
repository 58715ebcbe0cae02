import type { Program } from '../../schema/process/program.ts';
import type { StepError } from './step.ts';

/** The process to start: the one named, else the only one that has anything to run. */
export function chooseProcess(program: Program, named: string | undefined): string | StepError {
  if (named !== undefined) {
    if (Object.hasOwn(program.processes, named)) return named;
    return { code: 'no-such-process', message: `The file has no executable process “${named}”.` };
  }
  const all = Object.keys(program.processes);
  // The empty process of a black box is drawn and not run.
  const filled = all.filter((id) => (program.scopes[id]?.nodes.length ?? 0) > 0);
  const [only, ...others] = filled.length > 0 ? filled : all;
  if (only !== undefined && others.length === 0) return only;
  return { code: 'process-not-named', message: `The file has several executable processes: ${filled.join(', ')}.` };
}
