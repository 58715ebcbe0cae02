import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../schema/contracts/operations.ts';
import { isIncidentCode } from '../../../schema/rules/incident-codes.ts';

interface Told {
  /** What failed, with the element's name. */
  happened: string;
  /** Why as a rule, and what lets it go on. */
  cause: string;
}

/** An incident in plain sentences by its code; what the engine itself said is no part of them. */
export function useIncidentSentence(): (incident: Pick<Incident, 'code' | 'element' | 'elementName'>) => Told {
  const { t } = useTranslation('staff');
  return ({ code: told, element, elementName }) => {
    // Kept longer than the code that raised it.
    const code = isIncidentCode(told) ? told : 'other';
    const name = elementName ?? element ?? t('incidents.case');
    return { happened: t(`incidents.codes.${code}`, { element: name }), cause: t(`incidents.causes.${code}`) };
  };
}
