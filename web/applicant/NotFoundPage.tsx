import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../ui/page/Page.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('pageNotFound.title')}>
      <p>{t('pageNotFound.detail')}</p>
      <p>
        <Link to="/">{t('pageNotFound.home')}</Link>
      </p>
    </Page>
  );
}
