import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import type { NameOf } from './use-names.ts';

interface Reason {
  element: string | null;
  code: string;
  others?: readonly string[];
}

/** Plain sentences for why a case stays (`why`) and for what going over changes (`what`). */
export function useSentences(nameOf: NameOf): {
  why: (version: number | null, reason: Reason) => string;
  what: (version: number, reason: Reason) => string;
} {
  const { t, i18n } = useTranslation('migrations');
  const format = useFormat();
  const sentence = (kind: 'finding' | 'change', version: number | null, { element, code, others = [] }: Reason): string => {
    const together = code === 'tokens-exclusive' && others.length > 0 ? `${code}-together` : code;
    const key = i18n.exists(`${kind}.${together}`, { ns: 'migrations' }) ? together : 'other';
    const words = {
      element: element === null ? t('wholeCase') : nameOf(version, element),
      others: format.list(others.map((other) => nameOf(version, other))),
      code,
    };
    return String(t(`${kind}.${key}` as never, words as never));
  };
  return {
    why: (version, reason) => sentence('finding', version, reason),
    what: (version, reason) => sentence('change', version, reason),
  };
}
