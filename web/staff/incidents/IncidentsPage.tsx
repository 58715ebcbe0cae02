import { App, Button, Empty, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useReadPages } from '../../api/use-read.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';
import { useFormat } from '../../ui/use-format.ts';

/** Failures inside cases that wait for somebody: what failed, where, why, and another try. */
export function IncidentsPage() {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const list = useReadPages(routes.operations.incidents, { query: { limit: 20 } });
  const retry = useCommand(routes.operations.retry, {
    invalidates: [routes.operations.incidents],
    onSuccess: () => void message.success(t('incidents.retried')),
    onError: (error) => void message.warning(sentence(error)),
  });
  return (
    <section aria-labelledby="incidents-title">
      <header className="staff-head">
        <h1 id="incidents-title">{t('nav.incidents')}</h1>
      </header>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('incidents.empty')} />}
      <ul className="incidents">
        {list.rows.map((incident) => (
          <li key={incident.id}>
            <p>
              <strong>{incident.element ?? t('incidents.case')}</strong> <code>{incident.code}</code> · {format.dateTime(incident.at)}
            </p>
            <p>{incident.message}</p>
            <Link to={`/staff/cases/${incident.caseNumber}`}>{t('incidents.open')}</Link>
            <Button size="small" loading={retry.isPending} onClick={() => retry.mutate({ params: { incidentId: incident.id } })}>
              {t('incidents.retry')}
            </Button>
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
