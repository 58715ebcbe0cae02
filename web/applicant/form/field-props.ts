import type { Field } from '../../../schema/forms/form.ts';

/** What every input gets. `value` is whatever was typed; `onChange(undefined)` empties the answer. */
export interface InputProps<F extends Field = Field> {
  field: F;
  /** Where the answer is: `editors[0].name`. Also the id of the input, with `field-` before it. */
  path: string;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Left the field: a good moment to save. */
  onLeave: () => void;
  /** The sentence for a path, if its answer is wrong. */
  errorAt: (path: string) => string | undefined;
  /** What the reviewing body asks for at a path. */
  markAt?: (path: string) => string | undefined;
}

export type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

export const inputId = (path: string): string => `field-${path}`;
