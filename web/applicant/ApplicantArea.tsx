import { useTranslation } from 'react-i18next';

/** The public site: find an item, apply, follow a case. */
export function ApplicantArea() {
  const { t } = useTranslation('applicant');
  return <h1>{t('title')}</h1>;
}
