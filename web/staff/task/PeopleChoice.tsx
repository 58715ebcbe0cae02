import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import { useRead } from '../../api/use-read.ts';
import type { OperationName } from './operation-form.ts';

interface Props {
  id: string;
  view: TaskView;
  operation: OperationName;
  label: string;
  several: boolean;
  wrong: boolean;
  onChange: (ids: string[]) => void;
}

/** Whom an operation is about, by name; who cannot be chosen is listed with the reason. */
export function PeopleChoice({ id, view, operation, label, several, wrong, onChange }: Props) {
  const { t } = useTranslation('staff');
  const ofSigners = operation === 'removeSigner';
  const people = useRead(routes.tasks.colleagues, { params: { taskId: view.task.id }, query: { operation } }, { enabled: !ofSigners });
  const options = ofSigners
    ? view.signers.map((signer) => ({ value: signer.id, label: signer.name, disabled: false }))
    : (people.data ?? []).map((person) => ({
        value: person.id,
        label: [
          person.name,
          person.away ? t('operation.away') : undefined,
          // Before the long name of the body, which a narrow screen cuts off.
          person.reason === null ? undefined : t(`avoids.${person.reason as 'recused'}`),
          person.organisationName,
        ]
          .filter(Boolean)
          .join(' · '),
        disabled: person.reason !== null,
      }));
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Select<string | string[]>
        id={id}
        aria-label={label}
        aria-required
        aria-invalid={wrong}
        status={wrong ? 'error' : undefined}
        className="full-width"
        mode={several ? 'multiple' : undefined}
        showSearch
        optionFilterProp="label"
        notFoundContent={t('operation.noPeople')}
        loading={!ofSigners && people.isPending}
        options={options}
        onChange={(chosen) => onChange(typeof chosen === 'string' ? [chosen] : (chosen ?? []))}
      />
    </>
  );
}
