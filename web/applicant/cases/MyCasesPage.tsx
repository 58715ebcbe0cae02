import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { Empty } from '../../ui/page/Empty.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { SignInGate } from '../SignInGate.tsx';
import { CaseCard } from './CaseCard.tsx';
import { DraftList } from './DraftList.tsx';
import styles from './MyCasesPage.module.css';

/** Drafts to go on with and cases to follow; what waits for the applicant says so. */
export function MyCasesPage() {
  const { t } = useTranslation('applicant');
  return (
    <SignInGate title={t('cases.title')}>
      <MyCases />
    </SignInGate>
  );
}

function MyCases() {
  const { t } = useTranslation(['applicant', 'common']);
  const cases = useReadPages(routes.cases.mine, { query: {} });
  return (
    <Page title={t('cases.title')}>
      <DraftList />
      <section aria-labelledby="submitted">
        <h2 id="submitted">{t('cases.submitted')}</h2>
        <ReadGate read={cases}>
          {() =>
            cases.rows.length === 0 ? (
              <Empty title={t('cases.none')}>
                <p>{t('cases.noneHint')}</p>
                <Link className="button" to="/items">
                  {t('cases.find')}
                </Link>
              </Empty>
            ) : (
              <ul className={styles.list}>
                {cases.rows.map((row) => (
                  <CaseCard key={row.caseNumber} row={row} />
                ))}
              </ul>
            )
          }
        </ReadGate>
        {cases.hasNextPage ? (
          <button type="button" className="button quiet" onClick={() => void cases.fetchNextPage()}>
            {t('common:loadMore')}
          </button>
        ) : null}
      </section>
    </Page>
  );
}
