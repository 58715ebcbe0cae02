import { useState } from 'react';
import type { Form } from '../../../schema/forms/form.ts';
import type { FieldError } from '../../../schema/forms/validate.ts';
import { inputId } from './field-props.ts';
import { useFieldSentence } from './use-field-sentence.ts';

/**
 * Errors as people meet them: none while first typing; after an attempt to go on, all of them; each goes away as soon as it is put right,
 * and no new one appears before the next attempt.
 */
export function useShownErrors(form: Form, errors: readonly FieldError[]) {
  const sentence = useFieldSentence(form);
  const [attempt, setAttempt] = useState({ count: 0, paths: new Set<string>() });
  const shown = errors.filter((error) => attempt.paths.has(error.path));
  const sentences = new Map(shown.map((error) => [error.path, sentence(error)]));
  return {
    attempt: attempt.count,
    /** True when there is nothing wrong; otherwise the errors show. */
    check: (): boolean => {
      setAttempt({ count: attempt.count + 1, paths: new Set(errors.map((error) => error.path)) });
      return errors.length === 0;
    },
    errorAt: (path: string): string | undefined => sentences.get(path),
    lines: shown.map((error) => ({ message: sentences.get(error.path)!, target: inputId(error.path) })),
  };
}
