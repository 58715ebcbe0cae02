import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { sameApproverSchema } from '../../../../schema/process/approval-extension.ts';
import { useWords } from '../../use-words.ts';
import { readText, writeAttribute } from '../modeling.ts';
import { ChoiceField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';

/** Whose handlers may not handle this user task, and what happens when the same person would approve twice in a row. */
export function DutyGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const id = useId();
  const others = diagram.get('elementRegistry').filter((one) => one.type === 'bpmn:UserTask' && one.id !== element.id && !one.labelTarget);
  const apart = readText(element.businessObject, 'approval:separateFrom')
    .split(/\s+/)
    .filter((one) => one !== '');
  return (
    <>
      <div className="panel-field">
        <label htmlFor={id}>{t('panel.separateFrom')}</label>
        <Select
          id={id}
          mode="multiple"
          aria-label={t('panel.separateFrom')}
          aria-describedby={`${id}-hint`}
          optionFilterProp="label"
          value={apart}
          options={others.map((one) => ({ value: one.id, label: one.businessObject.name || one.id }))}
          onChange={(chosen: string[]) => writeAttribute(diagram, element, 'approval:separateFrom', chosen.join(' '))}
        />
        <p className="panel-hint" id={`${id}-hint`}>
          {t('panel.separateFromHint')}
        </p>
      </div>
      <ChoiceField
        label={t('panel.sameApprover')}
        hint={t('panel.sameApproverHint')}
        value={readText(element.businessObject, 'approval:sameApprover')}
        options={sameApproverSchema.options.map((value) => ({ value, label: words(`sameApprover.${value}`) }))}
        onCommit={(value) => writeAttribute(diagram, element, 'approval:sameApprover', value)}
      />
    </>
  );
}
