import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** A page whose data could not be read: why, and another try. */
export function LoadProblem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('designer');
  return (
    <Alert type="error" showIcon title={t('error', { message: error.message })} action={<Button onClick={onRetry}>{t('retry')}</Button>} />
  );
}
