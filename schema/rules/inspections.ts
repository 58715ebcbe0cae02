import type { Text } from '../contracts/values.ts';

/** 实地核查 checks what was applied for where it is; 检验检测 examines by standards, and may stop the limit where a law says so. */
export const inspectionKinds = ['siteVisit', 'testing'] as const;
export type InspectionKind = (typeof inspectionKinds)[number];

/** At least two of the staff: Licensing Law art. 34 para. 3 (substance is verified) and art. 55 para. 2 (inspection). */
export const leastInspectors = 2;

export const inspectionLaw: Readonly<Record<InspectionKind, Text>> = {
  siteVisit: { zh: '《行政许可法》第三十四条第三款', en: 'Licensing Law art. 34 para. 3' },
  testing: { zh: '《行政许可法》第五十五条', en: 'Licensing Law art. 55' },
};

/** What was looked at, what was found there, and whether it meets the condition; null: not looked at yet. */
export interface PointFinding {
  point: string;
  finding: string;
  meets: boolean | null;
}

/** A record as its inspectors sign it. */
export interface InspectionRecord {
  id: string;
  caseNumber: string;
  kind: InspectionKind;
  place: string;
  findings: readonly PointFinding[];
  conclusion: string;
  result: 'meets' | 'fails';
  photos: readonly { sha256: string; takenAt: string | null; takenWhere: string | null; caption: string }[];
}

/** A record as one text: the same record gives the same text, and anything changed in it another one. */
export const recordText = ({ id, caseNumber, kind, place, findings, conclusion, result, photos }: InspectionRecord): string =>
  JSON.stringify([
    id,
    caseNumber,
    kind,
    place,
    findings.map(({ point, finding, meets }) => [point, finding, meets]),
    conclusion,
    result,
    photos.map(({ sha256, takenAt, takenWhere, caption }) => [sha256, takenAt, takenWhere, caption]),
  ]);

/** What a record still lacks before it can be signed: keys under `inspection.lacks`. */
export function lacksOf(record: {
  findings: readonly PointFinding[];
  conclusion: string | null;
  result: string | null;
  photos: number;
}): string[] {
  return [
    ...(record.findings.some(({ finding, meets }) => finding.trim() === '' || meets === null) ? ['findings'] : []),
    ...(record.photos === 0 ? ['photos'] : []),
    ...((record.conclusion ?? '').trim() === '' || record.result === null ? ['conclusion'] : []),
  ];
}
