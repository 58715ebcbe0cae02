import { useTranslation } from 'react-i18next';
import { asApiError } from '../api/api-error.ts';

/** The sentence for a failure: `errors.<code>`, never the raw message. */
export function useErrorSentence(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return (error) => {
    const { code, params } = asApiError(error);
    return t(code, params);
  };
}
