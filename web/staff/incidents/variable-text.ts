import type { Variable } from '../../../schema/contracts/operations.ts';

export type Json = NonNullable<Variable['value']> | null;

/** A variable's value as it is typed; nothing for one that is not there or empty. */
export function textOf({ kind, value }: Pick<Variable, 'kind' | 'value'>): string {
  if (kind === 'missing' || kind === 'empty') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * What a typed text stands for, by the kind the variable had; undefined when it can't be read as that. Where there was nothing,
 * numbers, true and false, lists and objects are read as such, everything else as text. Nothing typed is empty.
 */
export function valueOf(kind: Variable['kind'], typed: string): Json | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (kind === 'text') return typed;
  const read = parsed(text);
  if (kind === 'missing' || kind === 'empty') return read === undefined ? typed : read;
  const fits = kind === 'list' ? Array.isArray(read) : typeof read === kind && !Array.isArray(read);
  return fits ? read : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
