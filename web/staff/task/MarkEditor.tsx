import { EditOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import { useCommand } from '../../api/use-command.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';
import type { NoticeHandle } from './use-notice.ts';

/** Beside one answer or material: what colleagues want corrected about it, and one's own sentence. */
export function MarkEditor({ notice, target, path }: { notice: NoticeHandle; target: Mark['target']; path: string }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const format = useFormat();
  const { caseNumber } = notice;
  const subject = `${target} ${path}`;
  const remarks = notice.itemOf(target, path)?.remarks ?? [];
  const mine = remarks.find((one) => one.mine);
  const others = remarks.filter((one) => !one.mine);
  const [typed, setTyped] = useState<string | null>(null);
  const close = () => {
    setTyped(null);
    notice.keepUnsaved(subject, false);
  };
  const write = (words: string) => {
    setTyped(words);
    notice.keepUnsaved(subject, words.trim() !== '' && words.trim() !== mine?.message);
  };
  const options = {
    invalidates: [routes.corrections.draft],
    onSuccess: close,
    onError: (error: unknown) => void message.warning(sentence(error)),
  };
  const mark = useCommand(routes.corrections.mark, options);
  const unmark = useCommand(routes.corrections.unmark, options);
  const isEmpty = (typed ?? '').trim() === '';
  return (
    <>
      {others.map((one) => (
        <div className="mark" key={one.id}>
          <p>{one.message}</p>
          <p className="mark-by">{t('mark.by', { name: one.by, time: format.dateTime(one.at) })}</p>
        </div>
      ))}
      {typed === null && mine && (
        <div className="mark">
          <p>{mine.message}</p>
          <p className="mark-by">{t('mark.byMe', { time: format.dateTime(mine.at) })}</p>
          <Button type="link" size="small" onClick={() => write(mine.message)}>
            {t('mark.change')}
          </Button>
          <Button
            type="link"
            size="small"
            loading={unmark.isPending}
            onClick={() => unmark.mutate({ params: { caseNumber, markId: mine.id } })}
          >
            {t('mark.remove')}
          </Button>
        </div>
      )}
      {typed === null && !mine && notice.mayMark && (
        <Button type="link" size="small" icon={<EditOutlined />} onClick={() => setTyped('')}>
          {t('mark.add')}
        </Button>
      )}
      {typed !== null && (
        <form
          className="mark"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isEmpty) mark.mutate({ params: { caseNumber }, body: { target, path, message: typed.trim() } });
          }}
        >
          <Input.TextArea
            aria-label={t('mark.message')}
            placeholder={t('mark.message')}
            value={typed}
            maxLength={1000}
            autoSize
            onChange={(event) => write(event.target.value)}
          />
          <Button type="primary" size="small" htmlType="submit" disabled={isEmpty} loading={mark.isPending}>
            {t('mark.save')}
          </Button>
          <Button type="link" size="small" onClick={close}>
            {t('mark.cancel')}
          </Button>
        </form>
      )}
    </>
  );
}
