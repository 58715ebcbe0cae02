import { useTranslation } from 'react-i18next';
import type { InspectionView } from '../../../schema/contracts/inspections.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** Where, by whom ordered and made, by which article, and whether it was ordered in time. */
export function InspectionFacts({ view }: { view: InspectionView }) {
  const { t } = useTranslation('review');
  const { pick } = useLanguage();
  const format = useFormat();
  const signatures = view.officers.map(({ name, signedAt }) =>
    signedAt === null ? t('inspection.unsigned', { name }) : t('inspection.signedBy', { name, time: format.dateTime(signedAt) }),
  );
  return (
    <dl className="inspection-facts">
      <div>
        <dt>{t('inspection.place')}</dt>
        <dd>{view.place}</dd>
      </div>
      <div>
        <dt>{t('inspection.officers')}</dt>
        <dd>{format.list(signatures)}</dd>
      </div>
      <div>
        <dt>{t('inspection.basis')}</dt>
        <dd>
          {pick(view.basis)}
          {view.law === null ? '' : ` · ${view.law}`}
        </dd>
      </div>
      <div>
        <dt>{t('inspection.orderedBy')}</dt>
        <dd>
          {view.orderedBy} · {format.dateTime(view.orderedAt)}{' '}
          {view.isLate && <Tag tone="danger">{t('inspection.late', { date: format.date(view.assignBy!) })}</Tag>}
        </dd>
      </div>
      {view.note !== '' && (
        <div>
          <dt>{t('inspection.note')}</dt>
          <dd>{view.note}</dd>
        </div>
      )}
    </dl>
  );
}
