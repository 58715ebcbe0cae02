import en from '../../schema/contracts/messages/en/errors.json' with { type: 'json' };
import zh from '../../schema/contracts/messages/zh-CN/errors.json' with { type: 'json' };
import type { Language } from '../language.ts';

type Sentences = { field: Record<string, string> } & Record<string, string | Record<string, string>>;
const sentences: Record<Language, Sentences> = { zh, en };

const fill = (sentence: string, params: Record<string, unknown>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

/** The sentence of an error code, the same one that the web shows. */
export function sentenceOf(code: string, language: Language, params: Record<string, unknown> = {}): string {
  const sentence = sentences[language][code];
  return fill(typeof sentence === 'string' ? sentence : String(sentences[language]['internal-error']), params);
}

/** The sentence of a field's error; `label` defaults to its path. */
export function fieldSentenceOf(code: string, language: Language, path: string, params: Record<string, unknown> = {}): string {
  const { field } = sentences[language];
  return fill(field[code] ?? field.other ?? code, { label: path, ...params });
}
