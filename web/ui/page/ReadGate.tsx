import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { ApiError } from '../../api/api-error.ts';
import { signInAddress } from '../../api/use-session.ts';
import { ErrorSummary } from '../ErrorSummary.tsx';
import { Loading } from '../Loading.tsx';

interface Props<Data> {
  read: Pick<UseQueryResult<Data, ApiError>, 'data' | 'error' | 'refetch'>;
  children: (data: Data) => ReactNode;
}

/** Shows what was read; before that, that it is loading, or why it failed and what can be done. */
export function ReadGate<Data>({ read, children }: Props<Data>) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  if (read.data !== undefined) return children(read.data);
  if (!read.error) return <Loading />;
  return (
    <ErrorSummary error={read.error}>
      {read.error.code === 'not-signed-in' ? (
        <a className="button" href={signInAddress(pathname + search)}>
          {t('session.signIn')}
        </a>
      ) : (
        <button type="button" className="button quiet" onClick={() => void read.refetch()}>
          {t('retry')}
        </button>
      )}
    </ErrorSummary>
  );
}
