export interface Range {
  start: number;
  end: number;
}

/**
 * One range of a file of `size` bytes (RFC 9110 §14.2): null when none, several or something else is asked for (the whole
 * is sent then), `unsatisfiable` when it lies outside.
 */
export function rangeOf(header: string | undefined, size: number): Range | null | 'unsatisfiable' {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = found ?? [];
  if (!found || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) return 'unsatisfiable';
  return start > end ? null : { start, end };
}
