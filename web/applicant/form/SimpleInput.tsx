import { AddressInput } from './AddressInput.tsx';
import { BooleanInput } from './BooleanInput.tsx';
import { ChoiceInput } from './ChoiceInput.tsx';
import type { SimpleField } from '../../../schema/forms/form.ts';
import type { InputProps } from './field-props.ts';
import { NumberInput } from './NumberInput.tsx';
import { TextInput } from './TextInput.tsx';

/** The input for a field that is not a table. */
export function SimpleInput({ field, ...rest }: InputProps<SimpleField>) {
  switch (field.type) {
    case 'number':
      return <NumberInput field={field} {...rest} />;
    case 'choice':
      return <ChoiceInput field={field} {...rest} />;
    case 'boolean':
      return <BooleanInput field={field} {...rest} />;
    case 'address':
      return <AddressInput field={field} {...rest} />;
    default:
      return <TextInput field={field} {...rest} />;
  }
}
