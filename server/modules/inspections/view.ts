import type { InspectionView } from '../../../schema/contracts/inspections.ts';
import { inspectionLaw, lacksOf } from '../../../schema/rules/inspections.ts';
import { recordHash } from './record-hash.ts';
import type { Inspection } from './repo.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export interface InspectionReader {
  userId: string;
  /** May order and call off inspections of this case. */
  mayOrder: boolean;
  names: ReadonlyMap<string, string>;
}

/** An inspection as the pages show it. */
export function inspectionView(inspection: Inspection, { userId, mayOrder, names }: InspectionReader): InspectionView {
  const { row, officers, photos, itemName, applicantName } = inspection;
  const isOpen = row.state === 'open';
  const own = officers.find(({ id }) => id === userId);
  const nameOf = (id: string): string => officers.find((one) => one.id === id)?.name ?? names.get(id) ?? id;
  return {
    id: row.id,
    caseNumber: row.caseNumber,
    itemName,
    applicantName,
    kind: row.kind,
    basis: inspectionLaw[row.kind],
    place: row.place,
    law: row.law,
    note: row.note,
    orderedBy: nameOf(row.orderedBy),
    orderedAt: row.orderedAt.toISOString(),
    assignBy: iso(row.assignBy),
    isLate: row.assignBy !== null && row.orderedAt > row.assignBy,
    state: row.state,
    endedAt: iso(row.endedAt),
    cancelReason: row.cancelReason,
    officers: officers.map(({ id, name, signedAt }) => ({ id, name, signedAt: iso(signedAt) })),
    findings: row.findings,
    conclusion: row.conclusion ?? '',
    result: row.result,
    photos: photos.map(({ id, name, size, sha256, ownerId, uploadedAt, takenAt, takenWhere, caption }) => ({
      id,
      name,
      size,
      sha256,
      by: nameOf(ownerId),
      uploadedAt: uploadedAt.toISOString(),
      takenAt: iso(takenAt),
      takenWhere,
      caption,
    })),
    revision: row.revision,
    recordHash: row.recordHash,
    isIntact: row.recordHash === null ? null : recordHash(inspection) === row.recordHash,
    lacks: isOpen ? lacksOf({ ...row, photos: photos.length }) : [],
    isMine: own !== undefined,
    signs: isOpen && own !== undefined && own.signedAt === null,
    mayCancel: isOpen && mayOrder,
  };
}
