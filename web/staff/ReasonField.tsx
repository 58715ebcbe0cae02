import { Input } from 'antd';
import { useId } from 'react';
import './reason-field.css';

interface Props {
  label: string;
  value: string;
  /** It was sent without one. */
  missing: boolean;
  /** Said under the field when it is missing; absent where the dialog says so itself. */
  problem?: string;
  onChange: (reason: string) => void;
}

/** Why something is done to a case. */
export function ReasonField({ label, value, missing, problem, onChange }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        value={value}
        maxLength={1000}
        aria-required
        aria-invalid={missing}
        status={missing ? 'error' : undefined}
        autoSize={{ minRows: 2 }}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && problem !== undefined && (
        <p className="reason-missing" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
