import { Input, Select } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  /** What the words are looked for in. */
  search: string;
  onSearch: (words: string) => void;
  /** Further filters, in the same row. */
  children: ReactNode;
}

/** The row over a list: words to look for, then what narrows it. */
export function ListFilters({ search, onSearch, children }: Props) {
  return (
    <div className="staff-filters" role="search">
      <Input.Search allowClear aria-label={search} placeholder={search} onChange={(event) => onSearch(event.target.value)} />
      {children}
    </div>
  );
}

interface Choice<T extends string> {
  label: string;
  value: T | undefined;
  options: readonly T[];
  textOf: (value: T) => string;
  onChange: (value: T | undefined) => void;
}

/** One filter of a list; cleared, everything is shown. */
export function FilterChoice<T extends string>({ label, value, options, textOf, onChange }: Choice<T>) {
  return (
    <Select<T>
      allowClear
      aria-label={label}
      placeholder={label}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen: T | undefined) => onChange(chosen)}
      options={options.map((one) => ({ value: one, label: textOf(one) }))}
    />
  );
}
