import { App, Button, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import { useCommand } from '../../api/use-command.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';

/** Beside the form: what colleagues were asked and say, and who has read their copy. */
export function Conversation({ view }: { view: TaskView }) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const title = useId();
  const taskId = view.task.id;
  const isNew = view.copies.some((copy) => copy.mine && copy.readAt === null);
  const told = useRef(false);
  const { mutate: tell } = useCommand(routes.tasks.read, { invalidates: [routes.tasks.get, routes.tasks.counts, routes.copies.list] });
  useEffect(() => {
    if (!isNew || told.current) return;
    // Opening it is reading it, once.
    told.current = true;
    tell({ params: { taskId } });
  }, [isNew, taskId, tell]);
  if (view.consultations.length + view.copies.length === 0) return null;
  return (
    <section className="handling conversation" aria-labelledby={title}>
      <h2 id={title}>{t('task.consultTitle')}</h2>
      {view.consultations.length > 0 && (
        <ol>
          {view.consultations.map((one) => (
            <li key={one.id}>
              <p className="conversation-who">
                {one.by} → {one.of} · {format.dateTime(one.askedAt)}
              </p>
              <p>{one.question}</p>
              {one.answer === null ? (
                one.mine && view.open ? (
                  <AnswerForm id={one.id} asker={one.by} />
                ) : (
                  <p className="conversation-who">{t('task.unanswered')}</p>
                )
              ) : (
                <blockquote>
                  {one.answer}
                  <footer className="conversation-who">
                    {one.of} · {format.dateTime(one.answeredAt!)}
                  </footer>
                </blockquote>
              )}
            </li>
          ))}
        </ol>
      )}
      {view.copies.length > 0 && (
        <>
          <h3>{t('task.copiesTitle')}</h3>
          <ul>
            {view.copies.map((copy) => (
              <li key={`${copy.to}${copy.sentAt}`}>
                {copy.from} → {copy.to} ·{' '}
                {copy.readAt === null ? t('task.unread') : t('task.readAt', { time: format.dateTime(copy.readAt) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** One's own answer to a colleague's question. */
export function AnswerForm({ id, asker }: { id: string; asker: string }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const field = useId();
  const [typed, setTyped] = useState('');
  const send = useCommand(routes.consultations.answer, {
    invalidates: [routes.tasks.get, routes.consultations.list, routes.tasks.counts],
    onSuccess: () => void message.success(t('asked.sent')),
    onError: (error) => void message.warning(sentence(error)),
  });
  return (
    <form
      className="answer-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') send.mutate({ params: { id }, body: { answer: typed } });
      }}
    >
      <label htmlFor={field}>{t('task.askedMe', { name: asker })}</label>
      <Input.TextArea
        id={field}
        value={typed}
        maxLength={4000}
        autoSize={{ minRows: 3 }}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={typed.trim() === ''} loading={send.isPending}>
        {t('asked.send')}
      </Button>
    </form>
  );
}
