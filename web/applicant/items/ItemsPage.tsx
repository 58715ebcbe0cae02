import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { Empty } from '../../ui/page/Empty.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { filtersOf } from './filters.ts';
import { ItemFilters } from './ItemFilters.tsx';
import { ItemList } from './ItemList.tsx';
import styles from './ItemsPage.module.css';

/** Search and browse; the filters live in the address, so a result can be sent to somebody. */
export function ItemsPage() {
  const { t } = useTranslation(['catalogue', 'common']);
  const [search] = useSearchParams();
  const filters = filtersOf(search);
  const items = useReadPages(routes.catalogue.list, { query: { ...filters, limit: 20 } });
  const count = items.rows.length;
  return (
    <Page title={t('items.title')} wide>
      <div className={styles.columns}>
        <ItemFilters key={search.toString()} filters={filters} />
        <section aria-label={t('items.title')}>
          <ReadGate read={items}>
            {() => (
              <>
                <p role="status" className={styles.count}>
                  {items.hasNextPage ? t('items.foundMore', { count }) : t('items.found', { count })}
                </p>
                {count > 0 ? (
                  <ItemList items={items.rows} heading="h2" />
                ) : (
                  <Empty title={t('items.none')}>
                    <p>{t('items.noneHint')}</p>
                    <Link to="/items">{t('items.clear')}</Link>
                  </Empty>
                )}
                {items.hasNextPage ? (
                  <button
                    type="button"
                    className="button quiet"
                    disabled={items.isFetchingNextPage}
                    onClick={() => void items.fetchNextPage()}
                  >
                    {items.isFetchingNextPage ? t('common:loading') : t('common:loadMore')}
                  </button>
                ) : null}
              </>
            )}
          </ReadGate>
        </section>
      </div>
    </Page>
  );
}
