import { useTranslation } from 'react-i18next';
import { readText, writeAttribute } from '../modeling.ts';
import { TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';

/** Name and id of any element; the id is what running cases and conditions refer to. */
export function GeneralGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const business = element.businessObject;
  return (
    <>
      <TextField
        label={t('panel.name')}
        value={readText(business, 'name')}
        onCommit={(name) => writeAttribute(diagram, element, 'name', name)}
      />
      <TextField
        label={t('panel.id')}
        hint={t('panel.idHint')}
        value={business.id}
        code
        onCommit={(id) => /^[A-Za-z_][\w.-]*$/.test(id) && writeAttribute(diagram, element, 'id', id)}
      />
    </>
  );
}
