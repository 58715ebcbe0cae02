import { Alert, Button, Checkbox, Empty, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';

/** As many as one request takes. */
const most = 50;

/** 批量颁证: what was granted and waits to be handed out, done at once; what could not be done stays, with its reason. */
export function BatchIssuePage() {
  const { t, i18n } = useTranslation(['licences', 'staff', 'errors']);
  const { pick } = useLanguage();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const waiting = { limit: most, stage: 'deliver' } as const;
  const groups = useReadPages(routes.tasks.list, { query: { scope: 'groups', ...waiting } });
  const mine = useReadPages(routes.tasks.list, { query: { scope: 'mine', ...waiting } });
  const rows = [...mine.rows, ...groups.rows].slice(0, most);
  const issue = useCommand(routes.tasks.issueMany, {
    invalidates: [routes.tasks.list, routes.tasks.counts, routes.licences.search],
    onSuccess: () => setChosen(new Set()),
  });
  const ids = rows.map(({ id }) => id).filter((id) => chosen.has(id));
  const toggle = (id: string, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const refused = issue.data?.results.filter(({ refusal }) => refusal !== null) ?? [];
  const done = (issue.data?.results.length ?? 0) - refused.length;
  const why = (code: string): string => (i18n.exists(code, { ns: 'errors' }) ? t(`errors:${code as 'not-found'}`) : code);
  return (
    <section aria-labelledby="batch-title">
      <p>
        <Link to="/staff/licences">{t('register.back')}</Link>
      </p>
      <header className="staff-head">
        <h1 id="batch-title">{t('batch.title')}</h1>
      </header>
      <p className="staff-lead">{t('batch.lead')}</p>
      {(groups.error ?? mine.error) ? <ErrorSummary error={groups.error ?? mine.error} /> : null}
      {issue.error ? <ErrorSummary error={issue.error} /> : null}
      <div role="status">
        {done > 0 ? <Alert type="success" showIcon message={t('batch.done', { count: done })} /> : null}
        {refused.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            message={t('batch.refused', { count: refused.length })}
            description={[...new Set(refused.map(({ refusal }) => why(refusal!)))].join(' ')}
          />
        ) : null}
      </div>
      {groups.isPending || mine.isPending ? <Spin className="staff-spin" /> : null}
      {!groups.isPending && !mine.isPending && rows.length === 0 ? <Empty description={t('batch.none')} /> : null}
      {rows.length > 0 ? (
        <>
          <div className="licence-acts">
            <Checkbox
              checked={ids.length === rows.length}
              indeterminate={ids.length > 0 && ids.length < rows.length}
              onChange={(event) => setChosen(new Set(event.target.checked ? rows.map(({ id }) => id) : []))}
            >
              {t('batch.all')}
            </Checkbox>
            <Button
              type="primary"
              disabled={ids.length === 0}
              loading={issue.isPending}
              onClick={() => issue.mutate({ body: { taskIds: ids } })}
            >
              {t('batch.submit', { count: ids.length })}
            </Button>
          </div>
          <ul className="staff-cards">
            {rows.map((row) => (
              <li key={row.id}>
                <Checkbox
                  checked={chosen.has(row.id)}
                  aria-label={t('batch.choose', { item: pick(row.itemName), applicant: row.applicantName })}
                  onChange={(event) => toggle(row.id, event.target.checked)}
                >
                  {row.applicantName} · {pick(row.itemName)}
                </Checkbox>
                <p className="staff-card-facts">
                  <CaseNumberText value={row.caseNumber} />
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
