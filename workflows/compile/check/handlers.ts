import type { NodeOf } from '../../../schema/process/program.ts';
import type { Reading } from '../read/reading.ts';

type UserTask = NodeOf<'userTask'>;

/** What may be written without anybody having looked at the task again. */
const HARMLESS: ReadonlySet<string> = new Set(['none', 'opinion']);

/** Who may not handle a task is said by user tasks of the file; a task is passed over only where that writes what an approval would. */
export function checkHandlers(reading: Reading, node: UserTask): void {
  const wrong = (message: string): void => reading.findings.add(node.id, 'invalid-approval', message);
  for (const id of node.separateFrom ?? []) {
    if (id === node.id) wrong('approval:separateFrom names the task itself.');
    else if (reading.nodes[id]?.type !== 'userTask') wrong(`approval:separateFrom names “${id}”, which is no user task of this file.`);
  }
  if (node.sameApprover === undefined) return;
  if (node.loop) wrong('approval:sameApprover does not go with a loop or multi-instance.');
  if (node.sameApprover !== 'skip' || !node.decisions) return;
  const approving = node.decisions.options.filter((option) => option.tone === 'primary');
  if (approving.length !== 1) wrong('approval:sameApprover="skip" needs exactly one decision of tone “primary”: the one that is written.');
  else if (!HARMLESS.has(approving[0]!.requires)) {
    wrong(`approval:sameApprover="skip" cannot give what the decision “${approving[0]!.value}” requires.`);
  }
}
