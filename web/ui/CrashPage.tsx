import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import styles from './CrashPage.module.css';

/** What shows when a page fails to draw: never a blank screen, never a stack trace. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className={styles.page}>
      <h1>{missing ? t('pageNotFound.title') : t('crash.title')}</h1>
      <p>{missing ? t('pageNotFound.detail') : t('crash.detail')}</p>
      <p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </button>{' '}
        <a href="/">{t('pageNotFound.home')}</a>
      </p>
    </main>
  );
}
