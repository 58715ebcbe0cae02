import type { Seal } from '../../schema/db/sealed.ts';
import { isPersonal } from '../../schema/rules/personal.ts';
import type { VariableChange } from '../../workflows/engine/command.ts';
import type { Entry } from './entries.ts';

/** A corrected variable as the ledger keeps it: in the open, or sealed where it is personal data. */
export type KeptChange = VariableChange | { name: string; sealed: string };

/** Seals what entries tell of personal variables: the ledger is read by many and never changed again. */
export function sealCorrections(entries: Entry[], answers: Record<string, unknown>, seal: Seal): void {
  const fields = Object.keys(answers);
  for (const { type, data } of entries) {
    if (type !== 'variables.corrected' || !Array.isArray(data.changes)) continue;
    data.changes = (data.changes as VariableChange[]).map((change): KeptChange => {
      const { name, before, after } = change;
      const isOpen = !isPersonal(name, before, fields) && !isPersonal(name, after, fields);
      return isOpen ? change : { name, sealed: seal.seal({ before: before ?? null, after }).toString('base64') };
    });
  }
}
