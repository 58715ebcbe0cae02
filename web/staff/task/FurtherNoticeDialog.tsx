import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What the notice before did not ask for, by name. */
  names: string[];
  onClose: () => void;
  onGiven: (reason: string) => void;
}

/** Before a further notice with something new on it goes out: says what the law says of that, and asks why. */
export function FurtherNoticeDialog({ names, onClose, onGiven }: Props) {
  const { t } = useTranslation('staff');
  const id = useId();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const give = (): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') onGiven(reason.trim());
  };
  return (
    <Modal
      open
      title={t('notice.furtherTitle', { count: names.length })}
      okText={t('notice.furtherOk')}
      cancelText={t('task.cancel')}
      okButtonProps={{ danger: true }}
      onOk={give}
      onCancel={onClose}
    >
      <p>{t('notice.furtherDetail')}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <label htmlFor={id}>{t('notice.furtherReason')}</label>
      <Input.TextArea
        id={id}
        value={reason}
        maxLength={1000}
        status={isMissing ? 'error' : undefined}
        autoSize={{ minRows: 3, maxRows: 8 }}
        onChange={(event) => setReason(event.target.value)}
      />
      {isMissing && <p role="alert">{t('notice.furtherMissing')}</p>}
    </Modal>
  );
}
