import { Badge, Button, Empty, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** 抄送我的: tasks the reader was sent a copy of; opening one marks it as read. */
export function CopiesPage() {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const list = useReadPages(routes.copies.list, { query: { limit: 20 } });
  return (
    <section aria-labelledby="copies-title">
      <header className="staff-head">
        <h1 id="copies-title">{t('nav.copies')}</h1>
      </header>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('copies.empty')} />}
      <ul className="staff-cards">
        {list.rows.map((row) => (
          <li key={row.id}>
            <h2>
              <Link to={`/staff/tasks/${row.taskId}`}>
                {pick(row.itemName)} · {row.taskName}
              </Link>{' '}
              <Badge
                status={row.readAt === null ? 'processing' : 'default'}
                text={t(row.readAt === null ? 'copies.unread' : 'copies.read')}
              />
            </h2>
            <p className="staff-card-facts">
              {row.applicantName} · {t('copies.from', { name: row.from, time: format.dateTime(row.sentAt) })}
            </p>
            {row.note !== null && <p>{row.note}</p>}
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
