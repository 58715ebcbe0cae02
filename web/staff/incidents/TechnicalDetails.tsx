import { useTranslation } from 'react-i18next';

/** What the engine or the service itself said: folded away, for whoever looks after systems. */
export function TechnicalDetails({ message }: { message: string }) {
  const { t } = useTranslation('staff');
  return (
    <details className="incident-technical">
      <summary>{t('incidents.technical')}</summary>
      <p>{message}</p>
    </details>
  );
}
