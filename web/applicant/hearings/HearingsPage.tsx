import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { Facts } from '../../ui/page/Facts.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** 听证公告: hearings to come, for anybody. */
export function HearingsPage() {
  const { t } = useTranslation('hearings');
  const { pick } = useLanguage();
  const format = useFormat();
  const read = useReadPages(routes.hearings.coming, { query: { limit: 20 } });
  return (
    <Page title={t('coming.title')}>
      <ErrorSummary error={read.error} />
      {read.isPending ? <Loading /> : null}
      {read.data && read.rows.length === 0 ? <p>{t('coming.none')}</p> : null}
      {read.rows.length > 0 ? <p>{t('coming.lead')}</p> : null}
      {read.rows.map((row) => (
        <Card key={row.id} title={pick(row.itemName)}>
          <p>{t(`basis.${row.basis}`)}</p>
          <Facts
            dense
            facts={[
              { label: t('page.agency'), value: pick(row.agency) },
              { label: t('coming.matter'), value: row.matter },
              { label: t('facts.time'), value: format.dateTime(row.heldAt) },
              { label: t('facts.place'), value: row.place },
            ]}
          />
        </Card>
      ))}
      {read.hasNextPage ? (
        <button type="button" className="button quiet" disabled={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('coming.more')}
        </button>
      ) : null}
    </Page>
  );
}
