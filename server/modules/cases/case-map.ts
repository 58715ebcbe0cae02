import type { CaseMap } from '../../../schema/contracts/cases.ts';
import type { Relation } from '../../../schema/rules/permissions.ts';
import type { Language } from '../../language.ts';
import { departmentName, organisationName } from '../reference.ts';
import type { Definition, SlowData } from '../reference.ts';
import { ahead } from './ahead.ts';
import type { CaseTask, FoundCase, Position } from './repo.ts';

type Current = CaseMap['current'][number];

/** The process map of a case: where it has been, where its tokens are and who holds them, and what can still come. */
export function caseMap(
  { row, tasks }: FoundCase,
  positions: Position[],
  definition: Definition,
  reader: { relation: Relation; language: Language; slow: SlowData },
): CaseMap {
  const live = positions.filter((position) => position.live > 0);
  return {
    bpmn: definition.bpmn,
    definitionVersion: definition.version,
    visited: positions
      .filter((position) => position.count > 0)
      .map(({ element, count, firstAt, lastAt }) => ({
        element,
        count,
        firstAt: firstAt.toISOString(),
        lastAt: lastAt.toISOString(),
      })),
    current: live.map((position) => currentOf(position, tasks, reader)),
    ahead: ahead(
      definition.program,
      live.map((position) => position.element),
    ),
    step: row.step,
  };
}

function currentOf(
  { element, lastAt }: Position,
  tasks: CaseTask[],
  { relation, language, slow }: { relation: Relation; language: Language; slow: SlowData },
): Current {
  const open = tasks.find(({ task }) => task.open && task.element === element);
  const since = (open?.task.openedAt ?? lastAt).toISOString();
  if (!open) return { element, since, dueAt: null, holder: null };
  const { task, holderName } = open;
  const department = departmentName(slow, task.organisationId, task.department, language);
  const body = organisationName(slow, task.organisationId, language);
  const seesPeople = relation === 'handling' || relation === 'supervising';
  const isApplicants = task.role === 'applicant';
  const person = seesPeople && !isApplicants ? holderName : null;
  const holder = isApplicants ? null : [body, department, person].filter(Boolean).join(' · ');
  return { element, since, dueAt: task.dueAt?.toISOString() ?? null, holder };
}
