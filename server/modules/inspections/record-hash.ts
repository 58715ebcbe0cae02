import { createHash } from 'node:crypto';
import { recordText } from '../../../schema/rules/inspections.ts';
import type { Inspection } from './repo.ts';

/** SHA-256 of a record as it stands: what its inspectors sign. */
export function recordHash({ row, photos }: Inspection): string {
  const { id, caseNumber, kind, place, findings, conclusion, result } = row;
  const text = recordText({
    id,
    caseNumber,
    kind,
    place,
    findings,
    conclusion: conclusion ?? '',
    result: result ?? 'fails',
    photos: photos.map(({ sha256, takenAt, takenWhere, caption }) => ({
      sha256,
      takenAt: takenAt?.toISOString() ?? null,
      takenWhere,
      caption,
    })),
  });
  return createHash('sha256').update(text).digest('hex');
}
