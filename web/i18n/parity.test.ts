import { expect, test } from 'vitest';
import { namespaces } from './languages.ts';

type Words = { [key: string]: string | Words };
const files = import.meta.glob<Words>(['./*/*.json', '../../schema/contracts/messages/*/*.json'], { import: 'default', eager: true });

const fileOf = (language: string, namespace: string): Words =>
  (files[`./${language}/${namespace}.json`] ?? files[`../../schema/contracts/messages/${language}/${namespace}.json`])!;

const plural = /_(zero|one|two|few|many|other)$/;

/** Paths of all sentences; plural forms count as one, since Chinese has only `_other`. */
const pathsOf = (words: Words, prefix = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key.replace(plural, '')] : pathsOf(value, `${prefix}${key}.`),
  );

const variablesOf = (words: Words, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[prefix + key.replace(plural, ''), [...new Set(value.match(/\{\{\s*[\w.]+/g))].sort().join(' ')]]
        : [...variablesOf(value, `${prefix}${key}.`)],
    ),
  );

test.each(namespaces)('%s says the same in both languages, with the same variables', (namespace) => {
  const chinese = fileOf('zh-CN', namespace);
  const english = fileOf('en', namespace);
  expect(new Set(pathsOf(english))).toEqual(new Set(pathsOf(chinese)));
  expect(variablesOf(english)).toEqual(variablesOf(chinese));
});
