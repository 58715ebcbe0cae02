import { Input } from 'antd';
import { useId } from 'react';
import './reason-field.css';

interface Props {
  label: string;
  value: string;
  /** What is wrong with it; null: nothing. */
  problem?: string | null;
  hint?: string;
  rows?: number;
  type?: 'text' | 'email' | 'datetime-local';
  maxLength?: number;
  optional?: boolean;
  onChange: (value: string) => void;
}

/** A field of an act's form, in one line or several, with its hint and what is wrong with it. */
export function TextField({
  label,
  value,
  problem = null,
  hint,
  rows,
  type = 'text',
  maxLength = 1000,
  optional = false,
  onChange,
}: Props) {
  const [id, hintId, problemId] = [useId(), useId(), useId()];
  const described = [hint === undefined ? null : hintId, problem === null ? null : problemId].filter(Boolean).join(' ');
  const common = {
    id,
    value,
    maxLength,
    'aria-required': !optional,
    'aria-invalid': problem !== null,
    'aria-describedby': described || undefined,
    ...(problem === null ? {} : { status: 'error' as const }),
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
      {rows === undefined ? (
        <Input {...common} type={type} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea {...common} autoSize={{ minRows: rows, maxRows: 12 }} onChange={(event) => onChange(event.target.value)} />
      )}
      {problem === null ? null : (
        <p id={problemId} className="field-problem">
          {problem}
        </p>
      )}
    </>
  );
}
