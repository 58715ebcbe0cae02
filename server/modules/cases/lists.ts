import { z } from 'zod';
import type { Anomaly, CaseSummary, HolderView } from '../../../schema/contracts/cases.ts';
import type { Text } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { lightOf } from '../../../schema/rules/light.ts';
import type { Language } from '../../language.ts';
import { cursorOf, pageOf, readCursor } from '../../plugins/cursor.ts';
import { departmentName, organisationName } from '../reference.ts';
import type { SlowData } from '../reference.ts';
import type { SignedIn } from '../session/signed-in.ts';
import type { FoundCase } from './repo.ts';
import { visibleOrganisations } from './scope.ts';
import { findOwn, findRows, searchNumbers } from './search.ts';
import type { CaseFilter, ListedCase } from './search.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(60)]);

export interface ListPage {
  cursor?: string | undefined;
  limit: number;
}
type FoundRow = z.infer<typeof CaseSummary> & {
  applicantName: string;
  holder: z.infer<typeof HolderView> | null;
  anomalies: Anomaly['kind'][];
};

const keyOf = ({ row }: { row: FoundCase['row'] }): unknown[] => [row.submittedAt.toISOString(), row.caseNumber];

function summaryOf(row: FoundCase['row'], itemName: Text, needsMe: boolean, slow: SlowData, now: Date): z.infer<typeof CaseSummary> {
  return {
    caseNumber: row.caseNumber,
    itemName,
    state: row.state,
    stage: row.stage,
    organisationName: slow.organisations.get(row.organisationId)?.name ?? { zh: row.organisationId, en: row.organisationId },
    submittedAt: row.submittedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    light: lightOf(row, row.endedAt ?? now),
    needsMe,
  };
}

/** A person's own applications. */
export async function ownCases(db: Database, user: SignedIn, { cursor, limit }: ListPage, slow: SlowData, now: Date) {
  const rows = await findOwn(db, user.id, { after: readCursor(Cursor, cursor), limit });
  return pageOf(rows, limit, ({ row, name, needsMe }) => summaryOf(row, name, needsMe, slow, now), keyOf);
}

/** All cases of the organisations a member of staff answers for, filtered. */
export async function searchCases(
  db: Database,
  user: SignedIn,
  filter: CaseFilter,
  { cursor, limit }: ListPage,
  reader: { slow: SlowData; language: Language; now: Date },
): Promise<{ rows: FoundRow[]; next: string | null }> {
  const { slow, language, now } = reader;
  const page = { after: readCursor(Cursor, cursor), limit };
  const numbers = await searchNumbers(db, visibleOrganisations(user, slow), filter, page, now);
  const rows = await findRows(db, numbers.slice(0, limit));
  const last = rows.at(-1);
  return {
    rows: rows.map((listed) => ({
      ...summaryOf(listed.row, listed.name, false, slow, now),
      applicantName: listed.row.applicantName,
      holder: holderIn(listed, slow, language),
      anomalies: listed.row.correction?.further ? ['secondCorrection'] : [],
    })),
    next: numbers.length > limit && last ? cursorOf(keyOf(last)) : null,
  };
}

function holderIn({ row, holder }: ListedCase, slow: SlowData, language: Language): z.infer<typeof HolderView> | null {
  if (row.endedAt) return null;
  const organisationId = holder?.organisationId ?? row.holderOrganisationId;
  return {
    organisationName: organisationName(slow, organisationId, language),
    department: departmentName(slow, organisationId, holder?.department ?? '', language),
    since: holder?.openedAt.toISOString() ?? null,
  };
}
