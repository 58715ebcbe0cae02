import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { fieldNames } from '../../../schema/rules/experts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';

export type ExpertAct = 'edit' | 'retire' | 'restore' | 'changes';

interface Props {
  rows: readonly PooledExpert[];
  onAct: (act: ExpertAct, expert: PooledExpert) => void;
}

/** Experts with what a draw goes by, a row each; on a phone a card each. */
export function ExpertTable({ rows, onAct }: Props) {
  const { t } = useTranslation('review');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <table className="task-table pool-table">
      <thead>
        <tr>
          <th scope="col">{t('pool.name')}</th>
          <th scope="col">{t('pool.body')}</th>
          <th scope="col">{t('pool.fields')}</th>
          <th scope="col">{t('pool.ties')}</th>
          <th scope="col">{t('pool.acts')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((expert) => (
          <tr key={expert.id}>
            <td data-label={t('pool.name')}>
              <strong>{expert.name}</strong>
              <small className="pool-soft">{expert.login}</small>
              {expert.workplace && <small className="pool-soft">{expert.workplace}</small>}
              {expert.retiredAt !== null && <Tag tone="neutral">{t('pool.retiredOn', { date: format.date(expert.retiredAt) })}</Tag>}
            </td>
            <td data-label={t('pool.body')}>{expert.organisationName}</td>
            <td data-label={t('pool.fields')}>{format.list(expert.fields.map((field) => pick(fieldNames[field])))}</td>
            <td data-label={t('pool.ties')}>
              {expert.ties.length === 0 ? t('pool.noTies') : null}
              <ul className="pool-ties">
                {expert.ties.map(({ kind, name, code }) => (
                  <li key={`${kind}${code}`}>
                    {t(`pool.tieKind.${kind}`)}: {name} <small className="pool-soft">{code}</small>
                  </li>
                ))}
              </ul>
            </td>
            <td data-label={t('pool.acts')}>
              <span className="button-row">
                {(['edit', expert.retiredAt === null ? 'retire' : 'restore', 'changes'] as const).map((act) => (
                  <Button
                    key={act}
                    size="small"
                    danger={act === 'retire'}
                    aria-label={t(`pool.actOf.${act}`, { name: expert.name })}
                    onClick={() => onAct(act, expert)}
                  >
                    {t(`pool.act.${act}`)}
                  </Button>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
