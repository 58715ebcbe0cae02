import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { ApiError } from '../../api/api-error.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { checkCode } from './check-code.ts';
import type { Checked } from './check-code.ts';
import { keepForOffline } from './keep-offline.ts';
import { Verdict } from './Verdict.tsx';
import styles from './Verdict.module.css';

/** Where a licence's QR code leads: verified at once, by the register or, without a network, by its signature. */
export function VerifyCodePage() {
  const { t } = useTranslation('licences');
  const { code = '' } = useParams();
  const read = useQuery<Checked, ApiError>({
    queryKey: [routes.licenceChecks.check.path, code],
    queryFn: ({ signal }) => checkCode(code, signal),
    // Offline is no reason to wait: the signature is here.
    networkMode: 'always',
    retry: false,
    staleTime: Infinity,
  });
  const isRead = read.data !== undefined;
  useEffect(() => {
    if (isRead) void keepForOffline();
  }, [isRead]);
  return (
    <Page title={t('verify.title')}>
      {read.isFetching && !read.data ? <Loading /> : null}
      {read.error ? (
        <ErrorSummary error={read.error}>{globalThis.isSecureContext ? null : <p>{t('verify.noCrypto')}</p>}</ErrorSummary>
      ) : null}
      {read.data ? <Verdict checked={read.data} /> : null}
      <p className={styles.acts}>
        <button type="button" className="button" disabled={read.isFetching} onClick={() => void read.refetch()}>
          {t(read.isFetching ? 'verify.checking' : 'verify.again')}
        </button>
        <Link className="button quiet" to="/verify">
          {t('verify.another')}
        </Link>
      </p>
      <p className={styles.when}>{t('verify.privacy')}</p>
    </Page>
  );
}
