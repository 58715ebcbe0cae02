/** A number as typed: the number when it is one, else the text, so that a draft keeps what was typed. `fen` is typed in yuan. */
export function numberOfTyped(typed: string, unit?: string): number | string | undefined {
  const text = typed.replaceAll(/[\s,，]/g, '');
  if (text === '') return undefined;
  if (unit === 'fen') {
    const parts = /^(-?\d{1,13})(?:\.(\d{1,2}))?$/.exec(text);
    return parts ? Number(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`) : typed;
  }
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : typed;
}

/** What to show in the field for a stored value. */
export function typedOfNumber(value: unknown, unit?: string): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  if (unit !== 'fen') return String(value);
  const digits = String(Math.abs(value)).padStart(3, '0');
  const yuan = `${value < 0 ? '-' : ''}${digits.slice(0, -2)}`;
  return digits.endsWith('00') ? yuan : `${yuan}.${digits.slice(-2)}`;
}
