import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { Empty } from '../../ui/page/Empty.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { SignInGate } from '../SignInGate.tsx';
import { LicenceCard } from './LicenceCard.tsx';
import styles from './Wallet.module.css';

/** 我的证照: every licence of the holder, with its state. */
export function WalletPage() {
  const { t } = useTranslation('licences');
  return (
    <SignInGate title={t('wallet.title')}>
      <Wallet />
    </SignInGate>
  );
}

function Wallet() {
  const { t } = useTranslation(['licences', 'applicant', 'common']);
  const read = useReadPages(routes.licences.mine, { query: {} });
  return (
    <Page wide title={t('wallet.title')}>
      <p>{t('wallet.lead')}</p>
      <ReadGate read={read}>
        {() =>
          read.rows.length === 0 ? (
            <Empty title={t('wallet.none')}>
              <p>{t('wallet.noneHint')}</p>
              <Link className="button" to="/items">
                {t('applicant:cases.find')}
              </Link>
            </Empty>
          ) : (
            <ul className={styles.list}>
              {read.rows.map((licence) => (
                <LicenceCard key={licence.number} licence={licence} />
              ))}
            </ul>
          )
        }
      </ReadGate>
      {read.hasNextPage ? (
        <button type="button" className="button quiet" onClick={() => void read.fetchNextPage()}>
          {t('common:loadMore')}
        </button>
      ) : null}
    </Page>
  );
}
