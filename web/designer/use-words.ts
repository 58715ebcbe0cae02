import { useTranslation } from 'react-i18next';

/** For keys made from data (a role, a stage, an effect): the sentence, or `values.defaultValue` where data names something without words. */
export function useWords(): (key: string, values?: Record<string, unknown>) => string {
  const { t } = useTranslation('designer');
  return (key, values) => String(t(key as never, values as never));
}
