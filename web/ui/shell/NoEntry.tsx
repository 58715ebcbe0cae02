import { Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signInAddress } from '../../api/use-session.ts';

/** A console closed to this visitor: why, and the way to sign in (again) and come back here. */
export function NoEntry({ title }: { title: string }) {
  const { t } = useTranslation('common');
  const { pathname, search } = useLocation();
  return (
    <Result
      status="403"
      title={<h1 className="no-entry">{title}</h1>}
      extra={
        <a className="button" href={signInAddress(pathname + search)}>
          {t('session.signIn')}
        </a>
      }
    />
  );
}
