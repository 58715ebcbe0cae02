import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../schema/contracts/operations.ts';

/** What failed, in a plain sentence: `incidents.codes.<code>` with the element's name. */
export function useIncidentSentence(): (incident: Pick<Incident, 'code' | 'element' | 'elementName'>) => string {
  const { t, i18n } = useTranslation('staff');
  return ({ code, element, elementName }) => {
    const name = elementName ?? element ?? t('incidents.case');
    const isKnown = i18n.exists(`incidents.codes.${code}`, { ns: 'staff' });
    return t(`incidents.codes.${(isKnown ? code : 'other') as 'other'}`, { element: name });
  };
}
