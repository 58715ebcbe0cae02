import type { Grouped } from '../../schema/contracts/migrations.ts';

/** Cases named as examples of a reason. */
const examplesKept = 5;
/** Reasons kept apart; a diagram so different that there are more is no version to go over to. */
const mostGroups = 300;

interface Reason {
  element: string | null;
  code: string;
  others?: string[];
}

/** Counts one case under each of its reasons (or changes); those of different versions are kept apart. Changes `groups`. */
export function addReasons(groups: Grouped[], version: number, caseNumber: string, reasons: readonly Reason[]): void {
  for (const { element, code, others = [] } of reasons) {
    const isSame = (one: Grouped) =>
      one.version === version && one.element === element && one.code === code && one.others.join(' ') === others.join(' ');
    const group = groups.find(isSame);
    if (group) {
      group.cases++;
      if (group.examples.length < examplesKept) group.examples.push(caseNumber);
    } else if (groups.length < mostGroups) groups.push({ version, element, code, others, cases: 1, examples: [caseNumber] });
  }
}
