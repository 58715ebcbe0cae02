import { DatePicker, Input, Modal, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  open: boolean;
  /** Cases that stay on their version; null where none run on it. */
  running: number | null;
  busy: boolean;
  problem: string | null;
  /** What publishing means for running cases, where it means something. */
  trial?: ReactNode;
  /** Why it cannot be published yet. */
  against?: string | undefined;
  onCancel: () => void;
  onPublish: (note: string, effectiveAt: string | null) => void;
}

/** Publishing makes an immutable version; cases already running stay on theirs, and the dialog says how many. */
export function PublishDialog({ open, running, busy, problem, trial, against, onCancel, onPublish }: Props) {
  const { t } = useTranslation('designer');
  const [note, setNote] = useState('');
  const [when, setWhen] = useState<'now' | 'date'>('now');
  const [date, setDate] = useState<Dayjs | null>(null);
  const noteId = useId();
  const ready = note.trim() !== '' && (when === 'now' || date !== null) && against === undefined;
  return (
    <Modal
      open={open}
      title={t('publish.title')}
      okText={t('publish.confirm')}
      cancelText={t('publish.cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onCancel={onCancel}
      onOk={() => onPublish(note.trim(), when === 'date' && date ? date.toISOString() : null)}
    >
      {running !== null && <p>{t('publish.running', { count: running })}</p>}
      <label htmlFor={noteId}>{t('publish.note')}</label>
      <Input.TextArea
        id={noteId}
        value={note}
        maxLength={500}
        showCount
        autoSize={{ minRows: 3 }}
        onChange={(event) => setNote(event.target.value)}
      />
      <Radio.Group
        aria-label={t('publish.effective')}
        className="publish-when"
        value={when}
        onChange={(event) => setWhen(event.target.value as 'now' | 'date')}
        options={[
          { value: 'now', label: t('publish.now') },
          { value: 'date', label: t('publish.onDate') },
        ]}
      />
      {when === 'date' && <DatePicker showTime aria-label={t('publish.effectiveAt')} value={date} onChange={(chosen) => setDate(chosen)} />}
      {trial}
      {against && <p className="panel-hint">{against}</p>}
      {problem && (
        <p className="panel-error" role="alert">
          {problem}
        </p>
      )}
    </Modal>
  );
}
