import { App, Button, Empty, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';

/** 已办: what the reader has completed, newest first; here it is taken back (撤回) as long as nobody has acted on it. */
export function DonePage() {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const sentence = useRefusalSentence();
  const { message, modal } = App.useApp();
  const list = useReadPages(routes.tasks.done, { query: { limit: 20 } });
  const recall = useCommand(routes.tasks.operate, {
    invalidates: [routes.tasks.done, routes.tasks.list, routes.tasks.counts],
    onSuccess: () => void message.success(t('worklist.recalled')),
    onError: (error) => void message.warning(sentence(error)),
  });
  const ask = (taskId: string): void => {
    modal.confirm({
      title: t('operation.confirmTitle', { name: t('operation.recall') }),
      content: t('operation.help.recall'),
      okText: t('operation.recall'),
      cancelText: t('task.cancel'),
      onOk: () => recall.mutate({ params: { taskId }, body: { operation: 'recall' } }),
    });
  };
  return (
    <section aria-labelledby="done-title">
      <header className="staff-head">
        <h1 id="done-title">{t('nav.done')}</h1>
      </header>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('worklist.empty.done')} />}
      {list.rows.length > 0 && (
        <table className="task-table">
          <thead>
            <tr>
              <th scope="col">{t('column.task')}</th>
              <th scope="col">{t('column.applicant')}</th>
              <th scope="col">{t('worklist.decision')}</th>
              <th scope="col">{t('worklist.closedAt')}</th>
              <th scope="col">{t('column.state')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('column.act')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <td data-label={t('column.task')}>
                  <Link to={`/staff/tasks/${row.id}`} className="task-name">
                    {row.name}
                  </Link>
                  <span className="task-item">{pick(row.itemName)}</span>
                  <CaseNumberText value={row.caseNumber} />
                </td>
                <td data-label={t('column.applicant')}>{row.applicantName}</td>
                <td data-label={t('worklist.decision')}>{row.decision ? pick(row.decision) : '—'}</td>
                <td data-label={t('worklist.closedAt')}>{format.dateTime(row.closedAt)}</td>
                <td data-label={t('column.state')}>
                  <StatusTag state={row.caseState} />
                </td>
                <td>
                  {row.mayRecall && (
                    <Button
                      size="small"
                      loading={recall.isPending && recall.variables?.params.taskId === row.id}
                      onClick={() => ask(row.id)}
                    >
                      {t('operation.recall')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('worklist.more')}
        </Button>
      )}
    </section>
  );
}
