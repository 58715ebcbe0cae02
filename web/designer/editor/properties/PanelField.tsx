import { Input, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

interface Labelled {
  label: string;
  hint?: string;
}

/** One labelled row of the panel; the label is tied to the control by id. */
function Row({ label, hint, id, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="panel-field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p className="panel-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextProps extends Labelled {
  value: string;
  onCommit: (value: string) => void;
  multiline?: boolean;
  error?: string | null;
  code?: boolean;
}

/** Text that is written to the diagram when the field is left or Enter is pressed, so that undo steps are whole edits. */
export function TextField({ label, hint, value, onCommit, multiline, error, code }: TextProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    // The diagram changed beneath the field (undo, another element): show what it holds now.
    setSeen(value);
    setTyped(value);
  }
  const commit = () => typed !== value && onCommit(typed);
  const shared = {
    id,
    value: typed,
    status: error ? ('error' as const) : undefined,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    'aria-invalid': Boolean(error),
    className: code ? 'panel-code' : undefined,
    onBlur: commit,
  };
  return (
    <Row label={label} hint={hint} id={id}>
      {multiline ? (
        <Input.TextArea {...shared} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setTyped(event.target.value)} />
      ) : (
        <Input {...shared} onChange={(event) => setTyped(event.target.value)} onPressEnter={commit} />
      )}
      {error && (
        <p className="panel-error" role="alert">
          {error}
        </p>
      )}
    </Row>
  );
}

interface ChoiceProps extends Labelled {
  value: string;
  options: { value: string; label: string }[];
  onCommit: (value: string) => void;
}

export function ChoiceField({ label, hint, value, options, onCommit }: ChoiceProps) {
  const id = useId();
  return (
    <Row label={label} hint={hint} id={id}>
      <Select
        id={id}
        aria-label={label}
        value={value === '' ? undefined : value}
        allowClear
        options={options}
        onChange={(chosen: string | undefined) => onCommit(chosen ?? '')}
      />
    </Row>
  );
}

interface SwitchProps extends Labelled {
  value: boolean;
  onCommit: (value: boolean) => void;
}

export function SwitchField({ label, hint, value, onCommit }: SwitchProps) {
  const id = useId();
  return (
    <Row label={label} hint={hint} id={id}>
      <Switch id={id} aria-label={label} checked={value} onChange={onCommit} />
    </Row>
  );
}
