import { Button, Empty, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { AnswerForm } from '../task/Conversation.tsx';

/** 问我的: what colleagues want to know of the reader, with a look at the case, and the answer. */
export function AskedPage() {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const [open, setOpen] = useState<'true' | 'false'>('true');
  const list = useReadPages(routes.consultations.list, { query: { limit: 20, open } });
  return (
    <section aria-labelledby="asked-title">
      <header className="staff-head">
        <h1 id="asked-title">{t('nav.asked')}</h1>
        <Segmented
          aria-label={t('nav.asked')}
          value={open}
          onChange={setOpen}
          options={[
            { value: 'true' as const, label: t('asked.open') },
            { value: 'false' as const, label: t('asked.closed') },
          ]}
        />
      </header>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('asked.empty')} />}
      <ul className="staff-cards">
        {list.rows.map((row) => (
          <li key={row.id}>
            <h2>
              <Link to={`/staff/tasks/${row.taskId}`}>
                {pick(row.itemName)} · {row.taskName}
              </Link>
            </h2>
            <p className="staff-card-facts">
              {row.applicantName} · {t('asked.question', { name: row.askedBy, time: format.dateTime(row.askedAt) })}
            </p>
            <p>{row.question}</p>
            {row.answer !== null && (
              <blockquote>
                {row.answer}
                <footer className="staff-card-facts">{format.dateTime(row.answeredAt!)}</footer>
              </blockquote>
            )}
            {row.answer === null && row.taskOpen && <AnswerForm id={row.id} asker={row.askedBy} />}
            {row.answer === null && !row.taskOpen && <p className="staff-card-facts">{t('asked.over')}</p>}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('worklist.more')}
        </Button>
      )}
    </section>
  );
}
