import { App, Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';
import type { NoticeHandle } from './use-notice.ts';

/** The one notice as it would go out: every item with who wants it, what is new on a further one, and what stood on the last. */
export function NoticePanel({ notice }: { notice: NoticeHandle }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const title = useId();
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const drop = useCommand(routes.corrections.unmark, {
    invalidates: [routes.corrections.draft],
    onError: (error) => void message.warning(sentence(error)),
  });
  const { draft, caseNumber } = notice;
  if (!draft) return null;
  return (
    <section className="notice" aria-labelledby={title}>
      <h3 id={title}>{t('notice.title', { count: draft.items.length })}</h3>
      <p className="handling-reason">{draft.sent === 0 ? t('notice.once') : t('notice.again', { count: draft.sent })}</p>
      {draft.items.length > 0 && (
        <ol>
          {draft.items.map((item) => (
            <li key={`${item.target} ${item.path}`}>
              <strong>{pick(item.name)}</strong> {item.isNew && <Tag tone="danger">{t('notice.new')}</Tag>}
              {item.remarks.map((one) => (
                <div key={one.id}>
                  {one.message}
                  <p className="mark-by">
                    {t('mark.by', { name: one.by, time: format.dateTime(one.at) })}
                    {draft.sends && (
                      <Button
                        type="link"
                        size="small"
                        aria-label={t('notice.dropOf', { name: pick(item.name), by: one.by })}
                        loading={drop.isPending && drop.variables?.params.markId === one.id}
                        onClick={() => drop.mutate({ params: { caseNumber, markId: one.id } })}
                      >
                        {t('notice.drop')}
                      </Button>
                    )}
                  </p>
                </div>
              ))}
            </li>
          ))}
        </ol>
      )}
      {draft.before.length > 0 && (
        <details>
          <summary>{t('notice.before', { count: draft.before.length })}</summary>
          <ul>
            {draft.before.map((one) => (
              <li key={`${one.target} ${one.path}`}>
                {pick(one.name)}：{one.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
