import type { FastifyRequest } from 'fastify';
import type { Text } from '../schema/contracts/values.ts';

export type Language = 'zh' | 'en';

/** The language to answer in, by Accept-Language (RFC 9110 §12.5.4); Chinese unless English is preferred. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const asked = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const weight = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find((q) => q !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(zh|en)\b/.test(tag))
    .toSorted((a, b) => b.weight - a.weight);
  return asked[0]?.tag.startsWith('en') ? 'en' : 'zh';
}

/** A text in the reader's language. */
export const inLanguage = (text: Text, language: Language): string => (language === 'en' ? text.en : text.zh);
