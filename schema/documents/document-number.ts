import { kindOf } from './kinds.ts';
import type { DocumentKindId } from './kind-ids.ts';

/** A document's number, as 湘岳文广许准字〔2026〕第000012号: the agency's mark, the kind's, the year, the sequence within them. */
export const documentNumber = (agencyMark: string, kind: DocumentKindId, year: string, sequence: number): string =>
  `${agencyMark}${kindOf(kind).mark}字〔${year}〕第${String(sequence).padStart(6, '0')}号`;

/** The counter that a number is taken from: gapless by agency, kind and year. */
export const counterKey = (organisationId: string, kind: DocumentKindId, year: string): string =>
  `document:${organisationId}:${kind}:${year}`;

/** The name it is kept under for good, as in an archive: number first, so that names sort as the numbers do. */
export const longTermName = (kind: DocumentKindId, number: string, caseNumber: string): string =>
  `${number}_${kindOf(kind).name.zh}_${caseNumber}.pdf`;
