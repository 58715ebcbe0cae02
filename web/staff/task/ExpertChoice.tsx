import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { fewestExperts } from './missing-for.ts';

interface Props {
  taskId: string;
  chosen: string[];
  onChange: (experts: string[]) => void;
}

/** Who sits on the panel: at least five experts of the organisation or below. */
export function ExpertChoice({ taskId, chosen, onChange }: Props) {
  const { t } = useTranslation('staff');
  const id = useId();
  const people = useRead(routes.tasks.colleagues, { params: { taskId }, query: { role: 'expert' } });
  return (
    <>
      <label htmlFor={id}>{t('task.experts', { count: fewestExperts })}</label>
      <Select
        id={id}
        mode="multiple"
        aria-label={t('task.experts', { count: fewestExperts })}
        loading={people.isPending}
        value={chosen}
        optionFilterProp="label"
        options={(people.data ?? []).map((person) => ({
          value: person.id,
          label: [person.name, person.organisationName, person.reason === null ? undefined : t(`avoids.${person.reason as 'recused'}`)]
            .filter(Boolean)
            .join(' · '),
          disabled: person.reason !== null,
        }))}
        onChange={onChange}
      />
    </>
  );
}
