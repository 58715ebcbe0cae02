import { readdirSync, readFileSync } from 'node:fs';
import { type Answer, differences, type Expected } from './trial.ts';

/** A workflow control-flow pattern (van der Aalst, ter Hofstede, Russell, Mulyar): a file, and runs that show its behaviour. */
export interface Pattern {
  number: number;
  file: string;
  name: string;
  /** What the runs are to confirm. */
  verdict: 'yes' | 'partly';
  /** Why partly. */
  reason?: string;
  how: string;
  cases: { shows: string; scenario: object; expect: Expected }[];
  bpmn: string;
}

const folder = new URL('./patterns/', import.meta.url);

/** The patterns in the order of their numbers. */
export function readPatterns(): Pattern[] {
  const names = readdirSync(folder).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
  return names.toSorted().map((file) => {
    const written = JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8')) as Omit<Pattern, 'number' | 'file' | 'bpmn'>;
    return { ...written, number: Number.parseInt(file, 10), file, bpmn: readFileSync(new URL(`${file}.bpmn`, folder), 'utf8') };
  });
}

/** The verdict of the runs: what the file claims when every one of them came out as it must, else no, with what did not. */
export function decidePattern(pattern: Pattern, answers: Answer[]): { verdict: 'yes' | 'partly' | 'no'; wrong: string[] } {
  const wrong = pattern.cases.flatMap(({ shows, expect }, at) => differences(answers[at]!, expect).map((one) => `${shows}: ${one}`));
  return { verdict: wrong.length === 0 ? pattern.verdict : 'no', wrong };
}
