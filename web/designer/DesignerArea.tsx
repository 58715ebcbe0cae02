import { useTranslation } from 'react-i18next';

/** The process designer. */
export function DesignerArea() {
  const { t } = useTranslation('designer');
  return <h1>{t('title')}</h1>;
}
