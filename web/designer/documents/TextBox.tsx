import { Input } from 'antd';
import { useId } from 'react';
import type { Insertion } from './use-insertion.ts';

interface Props {
  label: string;
  value: string;
  insertion: Insertion;
  /** Left out: a box of several lines. */
  short?: boolean;
  onChange: (text: string) => void;
}

/** A labelled text of a template, into which fields can be put. */
export function TextBox({ label, value, insertion, short = false, onChange }: Props) {
  const id = useId();
  return (
    <div className="template-box">
      <label htmlFor={id}>{label}</label>
      {short ? (
        <Input
          id={id}
          value={value}
          maxLength={60}
          onChange={(event) => onChange(event.target.value)}
          onFocus={(event) => insertion.remember(event.target, onChange)}
        />
      ) : (
        <Input.TextArea
          id={id}
          value={value}
          maxLength={4000}
          autoSize={{ minRows: 1 }}
          onChange={(event) => onChange(event.target.value)}
          onFocus={(event) => insertion.remember(event.target, onChange)}
        />
      )}
    </div>
  );
}
