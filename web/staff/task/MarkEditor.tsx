import { EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../schema/contracts/values.ts';
import type { DraftHandle } from './use-task-draft.ts';

/** Beside one answer or material: says what must be corrected about it. */
export function MarkEditor({ draft, target, path }: { draft: DraftHandle; target: Mark['target']; path: string }) {
  const { t } = useTranslation('staff');
  const mark = draft.markOf(target, path);
  const [open, setOpen] = useState(mark !== undefined);
  const [typed, setTyped] = useState(mark?.message ?? '');
  if (!open) {
    return (
      <Button type="link" size="small" icon={<EditOutlined />} onClick={() => setOpen(true)}>
        {t('mark.add')}
      </Button>
    );
  }
  const write = (message: string) => {
    setTyped(message);
    draft.setMark(target, path, message.trim() === '' ? null : message.trim());
  };
  return (
    <div className="mark">
      <Input.TextArea
        aria-label={t('mark.message')}
        placeholder={t('mark.message')}
        value={typed}
        maxLength={1000}
        autoSize
        onChange={(event) => write(event.target.value)}
      />
      <Button
        type="link"
        size="small"
        onClick={() => {
          write('');
          setOpen(false);
        }}
      >
        {t('mark.remove')}
      </Button>
    </div>
  );
}
