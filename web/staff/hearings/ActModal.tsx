import { Alert, Modal } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../use-reason.ts';

interface Props {
  title: string;
  /** What it means, before it is done. */
  lead: string;
  error: unknown;
  busy: boolean;
  children?: ReactNode;
  onCancel: () => void;
  onSend: () => void;
}

/** The frame of every act of a hearing: what it means, what is wrong, and the button that says what it does. */
export function ActModal({ title, lead, error, busy, children, onCancel, onSend }: Props) {
  const { t } = useTranslation('hearings');
  const sentence = useRefusalSentence();
  const helpId = useId();
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('act.cancel')}
      okButtonProps={{ loading: busy }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={onSend}
    >
      <div className="hearing-form">
        <p id={helpId}>{lead}</p>
        {error ? <Alert type="error" role="alert" showIcon title={sentence(error)} /> : null}
        {children}
      </div>
    </Modal>
  );
}
