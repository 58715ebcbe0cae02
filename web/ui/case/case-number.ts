/**
 * The 43 characters in the groups they are made of, so that people can read and compare them: credit code 6+6+6, level and basic
 * code 1+12, date 8, sequence 4 (domain: 办件编码).
 */
export function caseNumberGroups(caseNumber: string): string[] {
  const lengths = [6, 6, 6, 1, 6, 6, 8, 4];
  const groups: string[] = [];
  let at = 0;
  for (const length of lengths) {
    groups.push(caseNumber.slice(at, at + length));
    at += length;
  }
  return groups.filter((group) => group !== '');
}

/** What people type or paste: spaces, dashes and lower case are forgiven. */
export const tidyCaseNumber = (typed: string): string => typed.replaceAll(/[\s\-–—·]/g, '').toUpperCase();
