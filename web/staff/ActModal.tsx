import { Alert, Modal } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from './use-reason.ts';

interface Props {
  title: string;
  /** What the button says; the title where nothing else is said. */
  ok?: string;
  /** What it means, before it is done. */
  lead: string;
  /** The class of its form. */
  form: string;
  error: unknown;
  busy: boolean;
  children?: ReactNode;
  onCancel: () => void;
  onSend: () => void;
}

/** The frame of an act on a case: what it means, what is wrong, and the button that says what it does. */
export function ActModal({ title, ok = title, lead, form, error, busy, children, onCancel, onSend }: Props) {
  const { t } = useTranslation('staff');
  const sentence = useRefusalSentence();
  const helpId = useId();
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('task.cancel')}
      okButtonProps={{ loading: busy }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={onSend}
    >
      <div className={form}>
        <p id={helpId}>{lead}</p>
        {error ? <Alert type="error" role="alert" showIcon title={sentence(error)} /> : null}
        {children}
      </div>
    </Modal>
  );
}
