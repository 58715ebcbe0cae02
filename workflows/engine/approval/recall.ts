import type { Occurrence } from '../state.ts';
import type { Refusal } from '../types.ts';
import type { Turn } from '../turn.ts';
import { canUndo, coneFor } from './cone.ts';
import { undo } from './undo.ts';

type Found = { ok: true; completion: Occurrence } | { ok: false; error: Refusal };

/** The completion of an element that `by` may take back: theirs, and nobody has acted on what descends from it. */
export function findRecall(turn: Turn, element: string, by: string | undefined): Found {
  const { ledger, status } = turn.state;
  const completions = Object.values(ledger.occurrences).filter(
    (occurrence) => occurrence.kind === 'completion' && occurrence.node === element,
  );
  const own = completions.filter((occurrence) => by === undefined || occurrence.by === by).at(-1);
  if (!own) return { ok: false, error: { code: 'not-yours', message: `${element} was not completed by ${by}` } };
  if (status !== 'running' || own.sealed) return acted(element);
  const cone = coneFor(turn, own);
  for (const id of cone) {
    const occurrence = ledger.occurrences[id];
    if (occurrence?.acted || (id !== own.id && occurrence?.kind === 'completion')) return acted(element);
  }
  if (!canUndo(turn, cone, own.scope)) return acted(element);
  return { ok: true, completion: own };
}

function acted(element: string): Found {
  return { ok: false, error: { code: 'already-acted', message: `What follows ${element} has been acted on` } };
}

/** 撤回: undoes a completion with all that descends from it; its task is open again, for who had completed it. */
export function recall(turn: Turn, completion: Occurrence): void {
  undo(turn, completion, 'recalled');
  for (const { id } of completion.consumed?.tasks ?? []) {
    const task = turn.state.tasks[id];
    if (!task) continue;
    if (completion.by !== null && completion.by !== undefined && task.assignee === null) {
      task.assignee = completion.by;
      turn.commands.push({ kind: 'updateTask', task: { ...task }, change: 'assignee' });
    }
    turn.commands.push({ kind: 'entered', element: task.element, instance: task.instance });
  }
}
