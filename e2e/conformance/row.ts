import { type Answer, codesOf, differences, type Trial } from './trial.ts';

/** One element in one position: whether BPMN lets it stand there, and the runs that show what it does. */
export interface Row {
  table: string;
  element: string;
  position: string;
  /** By the standard, not by us. */
  legal: boolean;
  trials: Trial[];
}

/** What running a row's files came to. */
export interface Verdict {
  kind: 'runs' | 'refused' | 'not-legal' | 'wrong';
  /** The codes of a refusal, or what came out otherwise. */
  detail: string;
}

/** Decides a row from the answers to its trials, in order. */
export function decide(row: Row, answers: Answer[]): Verdict {
  const codes = [...new Set(answers.flatMap(codesOf))];
  if (!row.legal) {
    const all = answers.every((answer) => answer.exit === 1);
    return all ? { kind: 'not-legal', detail: codes.join(', ') } : { kind: 'wrong', detail: 'runs, though it is not legal' };
  }
  if (codes.length > 0) return { kind: 'refused', detail: codes.join(', ') };
  const found = row.trials.flatMap(({ expect }, at) => differences(answers[at]!, expect));
  return found.length === 0 ? { kind: 'runs', detail: '' } : { kind: 'wrong', detail: found.join('; ') };
}
