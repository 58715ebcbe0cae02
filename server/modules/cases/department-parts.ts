import type { DepartmentPart } from '../../../schema/contracts/cases.ts';
import type { Text } from '../../../schema/contracts/values.ts';
import type { CaseFacts } from './case-facts.ts';

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/**
 * 并联办理 (Licensing Law arts. 26, 42): what each department of a joint review has to do and has done, in the order of the
 * diagram; for the applicant and the public without persons and opinions. Nothing for items that are not joint.
 */
export function departmentParts(
  { found, definition, slow, names }: CaseFacts,
  { isOutside, now }: { isOutside: boolean; now: Date },
): DepartmentPart[] {
  const { row, guide, tasks } = found;
  if (!guide.joint) return [];
  return Object.values(definition.program.nodes).flatMap((node) => {
    if (node.type !== 'userTask' || !node.assignment?.department) return [];
    const { department } = node.assignment;
    // A department that was sent back its part has the latest task of it.
    const task = tasks.findLast(({ task: one }) => one.element === node.id)?.task;
    const organisationId = task?.organisationId ?? row.holderOrganisationId;
    const body = slow.organisations.get(organisationId);
    const isDone = task !== undefined && !task.open && task.decision !== null;
    const state = !task ? 'ahead' : task.open ? (task.holderId === null ? 'waiting' : 'working') : 'done';
    const option = node.decisions?.options.find(({ value }) => value === task?.decision);
    const decision: Text | null = option ? { zh: option.label, en: option.labelEn ?? option.label } : null;
    return [
      {
        element: node.id,
        organisationName: body?.name ?? { zh: organisationId, en: organisationId },
        department: slow.departments.get(`${organisationId}:${department}`) ?? { zh: department, en: department },
        state,
        openedAt: iso(task?.openedAt),
        dueAt: iso(task?.dueAt),
        doneAt: isDone ? iso(task.closedAt) : null,
        isLate: task?.dueAt ? (task.closedAt ?? row.endedAt ?? now) > task.dueAt : false,
        materials: guide.jointParts?.find((part) => part.department === department)?.materials ?? [],
        by: isOutside || !isDone || task.closedBy === null ? null : (names.get(task.closedBy) ?? null),
        decision: isOutside || !isDone ? null : decision,
        opinion: isOutside || !isDone || !task.opinion ? null : task.opinion,
      } satisfies DepartmentPart,
    ];
  });
}
