import { useTranslation } from 'react-i18next';
import { asApiError } from '../api/api-error.ts';
import { useErrorSentence } from '../ui/use-error-sentence.ts';

/** Why something is not possible: `reasons.<key>`; undefined for reasons that have no sentence. */
export function useReason(): (key: unknown) => string | undefined {
  const { t, i18n } = useTranslation('staff');
  return (key) =>
    typeof key === 'string' && i18n.exists(`reasons.${key}`, { ns: 'staff' }) ? t(`reasons.${key as 'claimFirst'}`) : undefined;
}

/** The sentence of a refusal, with the reason that came with it where that has one of its own. */
export function useRefusalSentence(): (error: unknown) => string {
  const sentence = useErrorSentence();
  const reason = useReason();
  return (error) => {
    const why = reason(asApiError(error).params.reason);
    return why === undefined ? sentence(error) : `${sentence(error)} ${why}`;
  };
}
