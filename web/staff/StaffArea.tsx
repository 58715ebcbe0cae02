import { useTranslation } from 'react-i18next';

/** The staff console. */
export function StaffArea() {
  const { t } = useTranslation('staff');
  return <h1>{t('title')}</h1>;
}
