import type { z } from 'zod';
import type { TaskRow } from '../../../schema/contracts/tasks.ts';
import { lightOf } from '../../../schema/rules/light.ts';
import type { Language } from '../../language.ts';
import { departmentName, organisationName } from '../reference.ts';
import type { SlowData } from '../reference.ts';
import type { Duty } from './duty.ts';
import type { FoundTask } from './repo.ts';

/** A task as a worklist shows it. */
export function taskRow(
  { task, caseState, itemName, holderName, escalation }: FoundTask,
  { inNameOf, avoidance }: Duty,
  slow: SlowData,
  language: Language,
  now: Date,
): z.infer<typeof TaskRow> {
  return {
    id: task.id,
    caseNumber: task.caseNumber,
    element: task.element,
    name: task.name,
    stage: task.stage,
    itemId: task.itemId,
    itemName,
    applicantName: task.applicantName,
    caseState,
    organisationName: organisationName(slow, task.organisationId, language),
    department: departmentName(slow, task.organisationId, task.department, language),
    assignee: task.holderId ? { id: task.holderId, name: holderName ?? task.holderId } : null,
    openedAt: task.openedAt.toISOString(),
    dueAt: task.dueAt?.toISOString() ?? null,
    caseDueAt: task.caseDueAt?.toISOString() ?? null,
    light: lightOf({ dueAt: task.caseDueAt, promisedDueAt: task.promisedDueAt, warnAt: task.warnAt }, task.closedAt ?? now),
    urged: task.urgedAt !== null,
    escalated: escalation && { at: escalation.at.toISOString(), why: escalation.why as 'allAway' },
    inNameOf: inNameOf?.name ?? null,
    reason: avoidance,
  };
}
