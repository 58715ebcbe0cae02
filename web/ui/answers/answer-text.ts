import type { Field } from '../../../schema/forms/form.ts';
import { isEmpty } from '../../../schema/forms/visible.ts';
import type { Text } from '../../../schema/contracts/values.ts';

interface Words {
  pick: (text: Text) => string;
  yes: string;
  no: string;
  number: (value: number) => string;
  list: (parts: readonly string[]) => string;
}

/** The parts of an address in the order they are written. */
export const addressParts = ['province', 'city', 'district', 'detail'] as const;

/** One answer as a line of text; null when nothing is filled in. What doesn't fit its field is shown as it was typed. */
export function answerText(field: Field, value: unknown, words: Words): string | null {
  if (isEmpty(value)) return null;
  switch (field.type) {
    case 'choice': {
      const chosen = Array.isArray(value) ? value : [value];
      return words.list(
        chosen.map((one) => {
          const option = field.options.find((candidate) => candidate.value === one);
          return option ? words.pick(option.label) : String(one);
        }),
      );
    }
    case 'boolean':
      return value === true ? words.yes : words.no;
    case 'number':
      if (typeof value !== 'number') return String(value);
      if (field.unit === 'fen') return `¥ ${words.number(value / 100)}`;
      return field.unit === undefined ? words.number(value) : `${words.number(value)} ${field.unit}`;
    case 'address': {
      const address = value as Record<string, unknown>;
      const text = addressParts.map((part) => (typeof address[part] === 'string' ? address[part] : '')).join('');
      return text === '' ? null : text;
    }
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
