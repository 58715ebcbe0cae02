import { App, Button, Empty, Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { incidentCodes } from '../../../schema/rules/incident-codes.ts';
import type { IncidentCode } from '../../../schema/rules/incident-codes.ts';
import { useCommand } from '../../api/use-command.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useSession } from '../../api/use-session.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FilterChoice, ListFilters } from '../ListFilters.tsx';
import { useRefusalSentence } from '../use-reason.ts';
import { TechnicalDetails } from './TechnicalDetails.tsx';
import { useIncidentSentence } from './use-incident-sentence.ts';

const states = ['open', 'resolved'] as const;
const length = 43;

/** Failures inside cases: what failed, where, why; those who supervise put them right in the case. */
export function IncidentsPage() {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const refusal = useRefusalSentence();
  const sentence = useIncidentSentence();
  const { message } = App.useApp();
  const seesCases = useSession().data?.user?.posts.some(({ role }) => role === 'supervisor') ?? false;
  const [state, setState] = useState<(typeof states)[number]>('open');
  const [code, setCode] = useState<IncidentCode | undefined>();
  const [words, setWords] = useState('');
  const caseNumber = useDeferredValue(words.replaceAll(/\s/g, '').toUpperCase());
  const list = useReadPages(routes.operations.incidents, {
    query: { limit: 20, state, ...(code === undefined ? {} : { code }), ...(caseNumber.length === length ? { caseNumber } : {}) },
  });
  const retry = useCommand(routes.operations.retry, {
    invalidates: [routes.operations.incidents],
    onSuccess: () => void message.success(t('incidents.retried')),
    onError: (error) => void message.warning(refusal(error)),
  });
  return (
    <section aria-labelledby="incidents-title">
      <header className="staff-head">
        <h1 id="incidents-title">{t('nav.incidents')}</h1>
      </header>
      <ListFilters search={t('incidents.caseNumber')} onSearch={setWords}>
        <Select
          aria-label={t('incidents.state')}
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`incidents.states.${value}`) }))}
        />
        <FilterChoice
          label={t('incidents.code')}
          value={code}
          options={incidentCodes}
          textOf={(value) => t(`incidents.short.${value}`)}
          onChange={setCode}
        />
      </ListFilters>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t(`incidents.none.${state}`)} />}
      <ul className="staff-cards">
        {list.rows.map((incident) => (
          <li key={incident.id}>
            <h2>{sentence(incident).happened}</h2>
            <p className="staff-card-facts">
              {pick(incident.itemName)} · {format.dateTime(incident.at)}
              {incident.resolvedAt !== null && ` · ${t('incidents.resolvedAt', { at: format.dateTime(incident.resolvedAt) })}`}
            </p>
            <CaseNumberText value={incident.caseNumber} />
            <p className="incident-cause">{sentence(incident).cause}</p>
            <TechnicalDetails message={incident.message} />
            <div className="button-row">
              {seesCases && <Link to={`/staff/cases/${incident.caseNumber}`}>{t('incidents.open')}</Link>}
              {incident.resolvedAt === null && (
                <Button
                  size="small"
                  loading={retry.isPending && retry.variables.params.incidentId === incident.id}
                  onClick={() => retry.mutate({ params: { incidentId: incident.id }, body: {} })}
                >
                  {t('incidents.retry')}
                </Button>
              )}
            </div>
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
