import type { CaseView, HolderView } from '../../../schema/contracts/cases.ts';
import type { Program } from '../../../schema/process/program.ts';
import { markName } from '../../../schema/forms/mark-name.ts';
import { maskName } from '../../../schema/rules/codes/masks.ts';
import { lightOf } from '../../../schema/rules/light.ts';
import type { Relation } from '../../../schema/rules/permissions.ts';
import type { Language } from '../../language.ts';
import { fileInfo } from '../files/file-info.ts';
import { departmentName, organisationName } from '../reference.ts';
import { nothingSealed, sealedFrom } from '../experts/sealed.ts';
import type { SlowData } from '../reference.ts';
import type { CaseFacts } from './case-facts.ts';
import { clockViews } from './clock-views.ts';
import type { FoundCase } from './repo.ts';
import { departmentParts } from './department-parts.ts';
import { timelineFor } from './timeline.ts';

export interface Reader {
  relation: Relation;
  language: Language;
  /** Null for who only knows the query code. */
  readerId: string | null;
  now: Date;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** States in which a decision is made or the case is over: it can't be withdrawn any more. */
const decided = new Set(['GRANTED', 'DENIED', 'CERTIFYING', 'DELIVERED', 'NOT_ACCEPTED', 'LAPSED', 'WITHDRAWN', 'FILED', 'TERMINATED']);

/** Whether the process waits for a withdrawal: an event sub-process that the message `withdraw` starts. */
export const takesWithdrawal = (program: Program): boolean =>
  Object.values(program.nodes).some(
    (node) =>
      node.type === 'startEvent' &&
      program.scopes[node.scope]?.kind === 'eventSubProcess' &&
      node.events.some((event) => event.kind === 'message' && event.name === 'withdraw'),
  );

/**
 * One case for one reader, redacted from the same facts: the applicant reads departments, never persons; the public reads
 * no answers, no files and no name in full; staff read all.
 */
export function caseView(facts: CaseFacts, reader: Reader): CaseView {
  const { found, definition, slow } = facts;
  const { row, guide, tasks } = found;
  const { relation, language, readerId, now } = reader;
  const sealed = readerId === null ? nothingSealed : sealedFrom(found, readerId);
  const isPublic = relation === 'public';
  const receiving = slow.organisations.get(row.organisationId);
  return {
    caseNumber: row.caseNumber,
    itemId: row.itemId,
    itemName: guide.name,
    relation,
    state: row.state,
    stage: row.stage,
    started: row.started,
    applicantName: isPublic ? maskName(row.applicantName) : row.applicantName,
    organisationName: receiving?.name ?? { zh: row.organisationId, en: row.organisationId },
    holder: holderOf(found, slow, language),
    submittedAt: row.submittedAt.toISOString(),
    acceptedAt: iso(row.acceptedAt),
    endedAt: iso(row.endedAt),
    dueAt: iso(row.dueAt),
    promisedDueAt: iso(row.promisedDueAt),
    light: lightOf(row, row.endedAt ?? now),
    clocks: clockViews(row.clocks, tasks, definition.program, slow.calendar, now),
    licenceNumber: row.licenceNumber,
    conclusion: row.conclusion && (isPublic ? { ...row.conclusion, reason: null } : row.conclusion),
    correction: correctionOf(found, isPublic),
    violations: facts.violations,
    objection: facts.objection,
    subjectCase: isPublic ? null : row.subjectCase,
    anomalies: relation === 'own' || isPublic ? [] : anomaliesOf(found),
    departments: departmentParts(facts, { isOutside: relation === 'own' || isPublic, now }),
    canWithdraw: relation === 'own' && row.started && !row.endedAt && !decided.has(row.state) && takesWithdrawal(definition.program),
    timeline: timelineFor(facts.entries, { relation, applicantId: row.applicantId, language, slow, names: facts.names, sealed }),
    answers: isPublic ? null : row.answers,
    form: isPublic ? null : found.form,
    files: isPublic ? [] : facts.files.map(fileInfo),
    step: row.step,
  };
}

/** A further correction notice that asked for something new. */
const anomaliesOf = ({ row, guide, form }: FoundCase): CaseView['anomalies'] =>
  (row.correction?.further ?? []).map(({ marks, reason, by, at }) => ({
    kind: 'secondCorrection',
    at,
    by,
    reason,
    names: marks.map((mark) => markName(mark, guide, form)),
  }));

function correctionOf({ row, tasks }: FoundCase, isPublic: boolean): CaseView['correction'] {
  if (row.state !== 'CORRECTION' || !row.correction) return null;
  const { marks, note, round } = row.correction;
  const dueAt = iso(tasks.find(({ task }) => task.open && task.role === 'applicant')?.task.dueAt ?? null);
  return { marks: isPublic ? [] : marks, note: isPublic ? null : note, dueAt, round };
}

/** Who has the case now: the department of its oldest open task, else the organisation that holds it; nobody once it ended. */
export function holderOf({ row, tasks }: Pick<FoundCase, 'row' | 'tasks'>, slow: SlowData, language: Language): HolderOf {
  if (row.endedAt) return null;
  const open = tasks.find(({ task }) => task.open && task.role !== 'applicant')?.task;
  const organisationId = open?.organisationId ?? row.holderOrganisationId;
  return {
    organisationName: organisationName(slow, organisationId, language),
    department: departmentName(slow, organisationId, open?.department ?? '', language),
    since: iso(open?.openedAt ?? null),
  };
}
type HolderOf = (typeof HolderView)['_output'] | null;
