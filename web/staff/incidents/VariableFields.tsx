import { Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variable } from '../../../schema/contracts/operations.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { textOf } from './variable-text.ts';

/** What was typed, by the variable's name; what was not touched is not in it. */
export type Typed = Record<string, string>;

interface Props {
  variables: Variable[];
  typed: Typed;
  /** Names whose text can't be read as the kind of value they hold. */
  wrong: readonly string[];
  onChange: (typed: Typed) => void;
}

/** The variables that can be corrected: those the failed element reads first, the others folded away. */
export function VariableFields({ variables, typed, wrong, onChange }: Props) {
  const { t } = useTranslation('staff');
  const open = variables.filter(({ fixed }) => fixed === null);
  const read = open.filter(({ isRead }) => isRead);
  const others = open.filter(({ isRead }) => !isRead);
  const field = (variable: Variable) => (
    <VariableField
      key={variable.name}
      variable={variable}
      text={typed[variable.name]}
      isWrong={wrong.includes(variable.name)}
      onChange={(text) => onChange({ ...typed, [variable.name]: text })}
    />
  );
  return (
    <div className="repair-fields">
      {read.map(field)}
      {others.length > 0 && (
        <details open={read.length === 0}>
          <summary>{t('incidents.otherVariables', { count: others.length })}</summary>
          {others.map(field)}
        </details>
      )}
    </div>
  );
}

interface FieldProps {
  variable: Variable;
  text: string | undefined;
  isWrong: boolean;
  onChange: (text: string) => void;
}

function VariableField({ variable, text, isWrong, onChange }: FieldProps) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const id = useId();
  const { name, kind, options } = variable;
  const shown = text ?? textOf(variable);
  const choices =
    options?.map(({ value, label }) => ({ value, label: `${pick(label)} (${value})` })) ??
    (kind === 'boolean' ? ['true', 'false'].map((value) => ({ value, label: value })) : null);
  return (
    <div>
      <label htmlFor={id}>
        <code>{name}</code> <small>{t(`incidents.kind.${kind}`)}</small>
      </label>
      {choices ? (
        <Select
          id={id}
          aria-label={name}
          className="full-width"
          allowClear
          value={shown === '' ? undefined : shown}
          options={choices}
          onChange={(value?: string) => onChange(value ?? '')}
        />
      ) : (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={shown}
          maxLength={10_000}
          aria-invalid={isWrong}
          status={isWrong ? 'error' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {isWrong && <p className="operation-missing">{t('incidents.wrongKind', { kind: t(`incidents.kind.${kind}`) })}</p>}
    </div>
  );
}

/** A name that the process does not know yet: only when that is said on purpose. */
export function NewVariable({ name, text, allowed, onChange }: NewProps) {
  const { t } = useTranslation('staff');
  const [nameId, textId] = [useId(), useId()];
  return (
    <details className="repair-fields">
      <summary>{t('incidents.newVariable')}</summary>
      <Checkbox checked={allowed} onChange={(event) => onChange({ name, text, allowed: event.target.checked })}>
        {t('incidents.allowNew')}
      </Checkbox>
      <label htmlFor={nameId}>{t('incidents.name')}</label>
      <Input id={nameId} maxLength={80} value={name} onChange={(event) => onChange({ name: event.target.value, text, allowed })} />
      <label htmlFor={textId}>{t('incidents.value')}</label>
      <Input id={textId} maxLength={10_000} value={text} onChange={(event) => onChange({ name, text: event.target.value, allowed })} />
    </details>
  );
}

export interface Made {
  name: string;
  text: string;
  allowed: boolean;
}
interface NewProps extends Made {
  onChange: (made: Made) => void;
}
