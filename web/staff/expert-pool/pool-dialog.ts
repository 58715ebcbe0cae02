import type { PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { ExpertTie } from '../../../schema/rules/experts.ts';
import { isCreditCode } from '../../../schema/rules/codes/credit-code.ts';

/** What each dialog of the pool is given. */
export interface PoolDialog {
  onCancel: () => void;
  /** Says what has been done. */
  onDone: (sentence: string) => void;
}

/** Reads that a change of the pool makes stale. */
export const staleAfterPool = [routes.expertPool.list, routes.expertPool.changes];

/** What is typed about an expert. */
export interface ExpertForm extends Pick<PooledExpert, 'organisationId' | 'fields' | 'workplace' | 'login' | 'name'> {
  ties: ExpertTie[];
  reason: string;
}

export type FormProblem = 'login' | 'name' | 'organisationId' | 'fields' | 'reason' | `tie${number}`;

/** What is missing or wrong in a form, by field; the account and the name are asked for a new expert only. */
export function problemsOf(form: ExpertForm, isNew: boolean): Set<FormProblem> {
  const problems = new Set<FormProblem>();
  if (isNew && !/^[\w.@-]{2,60}$/.test(form.login.trim())) problems.add('login');
  for (const key of isNew ? (['name', 'organisationId', 'reason'] as const) : (['organisationId', 'reason'] as const))
    if (form[key].trim() === '') problems.add(key);
  if (form.fields.length === 0) problems.add('fields');
  for (const [at, { name, code }] of form.ties.entries())
    if (name.trim() === '' || !isCreditCode(code.trim().toUpperCase())) problems.add(`tie${at}`);
  return problems;
}
