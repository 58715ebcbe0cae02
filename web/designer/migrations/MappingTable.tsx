import { Checkbox, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingRow, MappingTarget } from '../../../schema/contracts/migrations.ts';
import { Tag } from '../../ui/StatusTag.tsx';

export type Chosen = Record<string, string | null>;

interface Props {
  rows: MappingRow[];
  targets: MappingTarget[];
  chosen: Chosen;
  onChoose: (from: string, to: string | null) => void;
}

const tones = { automatic: 'neutral', suggested: 'warn', missing: 'danger' } as const;
/** In the select's list, for an element that is nothing of the new version. */
const nothing = '';

/** Where each element of the old version is in the new one; what needs a person's eye comes first, the rest on demand. */
export function MappingTable({ rows, targets, chosen, onChoose }: Props) {
  const { t } = useTranslation('migrations');
  const [isAll, setIsAll] = useState(false);
  const needsEye = (row: MappingRow) => row.how !== 'automatic' || chosen[row.from] !== undefined;
  const sorted = rows.toSorted((a, b) => Number(needsEye(b)) - Number(needsEye(a)) || b.cases - a.cases);
  const shown = isAll ? sorted : sorted.filter((row) => needsEye(row) || row.cases > 0);
  const options = [
    { value: nothing, label: t('mapping.nothing') },
    ...targets.map(({ id, name }) => ({ value: id, label: name ? `${name} (${id})` : id })),
  ];
  return (
    <>
      <Checkbox checked={isAll} onChange={(event) => setIsAll(event.target.checked)}>
        {t('mapping.showAll', { count: rows.length })}
      </Checkbox>
      {!rows.some((row) => row.how !== 'automatic') && <p>{t('mapping.allMatched')}</p>}
      <Table<MappingRow>
        className="migration-mapping"
        rowKey="from"
        size="small"
        dataSource={shown}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 560 }}
        columns={[
          {
            title: t('mapping.old'),
            render: (_, row) => (
              <>
                {row.name ?? row.from}
                {row.name && <small className="migration-id"> {row.from}</small>}
              </>
            ),
          },
          { title: t('mapping.cases'), dataIndex: 'cases', align: 'right', width: 70 },
          {
            title: t('mapping.how'),
            width: 140,
            render: (_, row) => (
              <>
                <Tag tone={chosen[row.from] === undefined ? tones[row.how] : 'brand'}>
                  {chosen[row.from] === undefined ? t(`mapping.${row.how}`) : t('mapping.chosen')}
                </Tag>{' '}
                {chosen[row.from] === undefined && row.reason && <small>{t(`mapping.reason.${row.reason}`)}</small>}
              </>
            ),
          },
          {
            title: t('mapping.new'),
            width: 240,
            render: (_, row) => (
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                className="migration-target"
                aria-label={t('mapping.choose', { element: row.name ?? row.from })}
                value={(chosen[row.from] === undefined ? row.to : chosen[row.from]) ?? nothing}
                options={options}
                onChange={(to: string) => onChoose(row.from, to === nothing ? null : to)}
              />
            ),
          },
        ]}
      />
    </>
  );
}

/** What a mapping says beyond what matches by itself: suggestions taken over, and what was chosen by hand. */
export function mappingOf(rows: MappingRow[], chosen: Chosen): Chosen {
  const mapping: Chosen = {};
  for (const { from, to, how } of rows) {
    const choice = chosen[from];
    if (choice !== undefined) mapping[from] = choice;
    else if (how === 'suggested') mapping[from] = to;
  }
  return mapping;
}
