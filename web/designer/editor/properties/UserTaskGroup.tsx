import { useTranslation } from 'react-i18next';
import { patchExtension, readExtension, readText, writeAttribute, writeExtension } from '../modeling.ts';
import { ChoiceField, SwitchField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';
import { useWords } from '../../use-words.ts';

const stages = ['apply', 'receive', 'review', 'decide', 'certify', 'deliver'];
const roles = ['window', 'reviewer', 'decider', 'supervisor', 'expert', 'applicant'];
const levels = ['case', 'county', 'city', 'province', 'national'];
const units = ['workday', 'calendarDay'];

/** Stage, who handles, and the limit of a user task. */
export function UserTaskGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const assignment = readExtension(element, 'approval:Assignment');
  const limit = readExtension(element, 'approval:Limit');
  const choices = (prefix: string, values: string[]) => values.map((value) => ({ value, label: words(`${prefix}.${value}`) }));
  const assign = (patch: Record<string, string>) => patchExtension(diagram, element, 'approval:Assignment', patch);
  const limitTo = (n: string, unit: string) =>
    writeExtension(diagram, element, 'approval:Limit', /^[1-9]\d*$/.test(n) ? { n: Number(n), unit: unit || 'workday' } : null);

  return (
    <>
      <ChoiceField
        label={t('panel.stage')}
        value={readText(element.businessObject, 'approval:stage')}
        options={choices('stage', stages)}
        onCommit={(stage) => writeAttribute(diagram, element, 'approval:stage', stage)}
      />
      <ChoiceField
        label={t('panel.role')}
        value={readText(assignment, 'role')}
        options={choices('role', roles)}
        onCommit={(role) => assign({ role })}
      />
      <ChoiceField
        label={t('panel.level')}
        hint={t('panel.levelHint')}
        value={readText(assignment, 'level')}
        options={choices('level', levels)}
        onCommit={(level) => assign({ level })}
      />
      <TextField
        label={t('panel.department')}
        hint={t('panel.departmentHint')}
        value={readText(assignment, 'department')}
        onCommit={(department) => assign({ department })}
      />
      <SwitchField
        label={t('panel.preReview')}
        hint={t('panel.preReviewHint')}
        value={readText(element.businessObject, 'approval:preReview') === 'true'}
        onCommit={(on) => writeAttribute(diagram, element, 'approval:preReview', on || undefined)}
      />
      <div className="panel-pair">
        <TextField label={t('panel.limit')} value={readText(limit, 'n')} onCommit={(n) => limitTo(n, readText(limit, 'unit'))} />
        <ChoiceField
          label={t('panel.unit')}
          value={readText(limit, 'unit')}
          options={choices('unit', units)}
          onCommit={(unit) => limitTo(readText(limit, 'n'), unit)}
        />
      </div>
    </>
  );
}
