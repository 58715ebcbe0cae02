import { Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variable } from '../../../schema/contracts/operations.ts';
import { ReasonField } from '../ReasonField.tsx';
import { Refused } from './Refused.tsx';
import { NewVariable, VariableFields } from './VariableFields.tsx';
import type { Made, Typed } from './VariableFields.tsx';
import { valueOf } from './variable-text.ts';
import type { Json } from './variable-text.ts';

export interface Correction {
  values: Record<string, Json>;
  create: boolean;
  reason: string;
}

interface Props {
  title: string;
  ok: string;
  variables: Variable[];
  busy: boolean;
  /** Why it was refused; the dialog stays, with what was typed. */
  error: unknown;
  onCancel: () => void;
  onSend: (correction: Correction) => void;
}

/** Asks for corrected variables and why. Only what was changed is sent. */
export function FixDialog({ title, ok, variables, busy, error, onCancel, onSend }: Props) {
  const { t } = useTranslation('staff');
  const helpId = useId();
  const [typed, setTyped] = useState<Typed>({});
  const [made, setMade] = useState<Made>({ name: '', text: '', allowed: false });
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);

  const read = variables.flatMap((one) => (one.name in typed ? [[one.name, valueOf(one.kind, typed[one.name]!)] as const] : []));
  const wrong = read.filter(([, value]) => value === undefined).map(([name]) => name);
  const isMade = made.name.trim() !== '';
  const isEmpty = read.length === 0 && !isMade;
  const said = reason.trim() !== '';
  const send = (): void => {
    setTried(true);
    if (isEmpty || wrong.length > 0 || !said) return;
    const values = Object.fromEntries(read) as Record<string, Json>;
    if (isMade) values[made.name.trim()] = valueOf('missing', made.text) ?? null;
    onSend({ values, create: made.allowed, reason: reason.trim() });
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('task.cancel')}
      okButtonProps={{ loading: busy }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={send}
    >
      <p id={helpId} className="operation-help">
        {t('incidents.fixHelp')}
      </p>
      <Refused error={error} />
      <VariableFields variables={variables} typed={typed} wrong={tried ? wrong : []} onChange={setTyped} />
      <NewVariable {...made} onChange={setMade} />
      <ReasonField label={t('incidents.reason')} value={reason} missing={tried && !said} onChange={setReason} />
      {tried && (isEmpty || !said) && <p className="operation-missing">{t(isEmpty ? 'incidents.nothingChanged' : 'reasons.no-reason')}</p>}
    </Modal>
  );
}
