import { eq } from 'drizzle-orm';
import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { ItemGuide } from '../../schema/catalog/item.ts';
import { limitsOf } from '../../schema/catalog/case-limits.ts';
import { readNumberedCalendar } from '../../schema/db/calendar.ts';
import type { Database } from '../../schema/db/connect.ts';
import { tell } from '../calendar/recompute.ts';
import { calendarRevisions, cases, definitions, items, licences } from '../../schema/db/tables/index.ts';
import { searchAttributesOf } from './search-attributes.ts';
import { engineVersion, workflowType } from '../../workflows/messages.ts';
import type { CaseInput } from '../../workflows/messages.ts';
import { instant } from '../../workflows/shell/instant.ts';

/** Where cases start; `searchable` when the namespace knows our search attributes. */
export interface StartTarget {
  client: Client;
  taskQueue: string;
  searchable: boolean;
}

/** Starts the workflow of a submitted case. Done twice it starts nothing twice: the workflow id is the case number. */
export async function startCase(target: StartTarget, db: Database, caseNumber: string): Promise<void> {
  const [row] = await db
    .select({
      step: cases.step,
      definitionId: cases.definitionId,
      answers: cases.answers,
      applicant: cases.applicant,
      submittedAt: cases.submittedAt,
      guide: items.guide,
      licence: { number: licences.number, validTo: licences.validTo },
      program: definitions.program,
    })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .innerJoin(definitions, eq(definitions.id, cases.definitionId))
    .leftJoin(licences, eq(licences.number, cases.subjectLicence))
    .where(eq(cases.caseNumber, caseNumber));
  if (!row) throw new Error(`case ${caseNumber} is not in the database`);
  if (row.step > 0) return;
  const process = Object.values(row.program.processes).find((one) => one.executable);
  if (!process) throw new Error(`the definition of case ${caseNumber} has no executable process`);
  const { calendar, revision } = await readNumberedCalendar(db);
  const input: CaseInput = {
    version: 1,
    engineVersion,
    caseNumber,
    program: row.program,
    process: process.id,
    variables: { form: row.answers, applicant: row.applicant, item: { id: row.guide.id, basicCode: row.guide.basicCode } },
    calendar,
    calendarRevision: revision,
    limits: { ...limitsOf(row.guide), ...renewBy(row) },
    submittedAt: row.submittedAt.toISOString(),
  };
  try {
    await target.client.workflow.start(workflowType, {
      taskQueue: target.taskQueue,
      workflowId: caseNumber,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [input],
      ...(target.searchable
        ? { typedSearchAttributes: searchAttributesOf({ itemId: row.guide.id, definitionId: row.definitionId, engineVersion }) }
        : {}),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  // A calendar that was applied while this case was being started has not found it.
  const latest = await readNumberedCalendar(db);
  if (latest.revision === revision) return;
  const [by] = await db.select().from(calendarRevisions).where(eq(calendarRevisions.revision, latest.revision));
  if (by) await tell(target.client, caseNumber, latest.calendar, { revision: latest.revision, document: by.document });
}

/** A renewal has to be decided before its licence ends (Licensing Law art. 50): the end goes with the case, which nothing else can move meanwhile. */
const renewBy = ({ guide, licence }: { guide: ItemGuide; licence: { validTo: Date | null } | null }): { renewBy?: string } =>
  guide.licence.effect === 'renew' && licence?.validTo ? { renewBy: instant(licence.validTo.getTime()) } : {};
