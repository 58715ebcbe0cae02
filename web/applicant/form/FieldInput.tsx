import type { InputProps } from './field-props.ts';
import { SimpleInput } from './SimpleInput.tsx';
import { TableInput } from './TableInput.tsx';

/** The input for a field of any type. */
export function FieldInput({ field, ...rest }: InputProps) {
  return field.type === 'table' ? <TableInput field={field} {...rest} /> : <SimpleInput field={field} {...rest} />;
}
