import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { IncidentView, Offer } from '../../../schema/contracts/operations.ts';
import { useCommand } from '../../api/use-command.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReason } from '../use-reason.ts';
import { FixDialog } from './FixDialog.tsx';
import { Refused } from './Refused.tsx';
import { SkipDialog } from './SkipDialog.tsx';
import { staleAfterRepair } from './stale.ts';
import { TechnicalDetails } from './TechnicalDetails.tsx';
import { textOf } from './variable-text.ts';
import { useIncidentSentence } from './use-incident-sentence.ts';

interface Props {
  incident: IncidentView;
  /** Says what has been done, in a sentence that stays on the page. */
  onDone: (sentence: string) => void;
}

/** One failure: what failed and where, why, with what input, and what can be done about it or why not. */
export function IncidentCard({ incident, onDone }: Props) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const sentence = useIncidentSentence();
  const [asking, setAsking] = useState<'fix' | 'skip' | null>(null);
  const [plain, setPlain] = useState(false);
  const retry = useCommand(routes.operations.retry, {
    invalidates: staleAfterRepair,
    onSuccess: () => {
      setAsking(null);
      onDone(t('incidents.retried'));
    },
  });
  const skip = useCommand(routes.operations.skip, {
    invalidates: staleAfterRepair,
    onSuccess: () => {
      setAsking(null);
      onDone(t('incidents.skipped'));
    },
  });
  const params = { incidentId: incident.id };
  const close = (): void => {
    setAsking(null);
    retry.reset();
    skip.reset();
  };
  const ask = (what: 'fix' | 'skip'): void => {
    retry.reset();
    setPlain(false);
    setAsking(what);
  };
  const { happened, cause } = sentence(incident);
  const input = incident.variables?.filter(({ isRead }) => isRead) ?? [];
  return (
    <section className="incident" aria-label={happened}>
      <h3>{happened}</h3>
      <p className="staff-card-facts">{format.dateTime(incident.at)}</p>
      <dl className="incident-facts">
        <dt>{t('incidents.cause')}</dt>
        <dd>{cause}</dd>
        {incident.expressions.length > 0 && <dt>{t('incidents.evaluates')}</dt>}
        {incident.expressions.map(({ at, text }) => (
          <dd key={`${at}${text}`}>
            {at}: <code>{text}</code>
          </dd>
        ))}
        {input.length > 0 && <dt>{t('incidents.input')}</dt>}
        {input.map((variable) => (
          <dd key={variable.name}>
            <code>{variable.name}</code> ={' '}
            {textOf(variable) === '' ? t(`incidents.kind.${variable.kind}`) : <code>{textOf(variable)}</code>}
          </dd>
        ))}
      </dl>
      <TechnicalDetails message={incident.message} />
      {plain && <Refused error={retry.error} />}
      <div className="button-row">
        <Button
          disabled={!incident.retry.enabled}
          loading={plain && retry.isPending}
          onClick={() => {
            setPlain(true);
            retry.mutate({ params, body: {} });
          }}
        >
          {t('incidents.retry')}
        </Button>
        {incident.kind === 'process' && (
          <>
            <Button type="primary" disabled={!incident.fix.enabled || incident.variables === null} onClick={() => ask('fix')}>
              {t('incidents.fix')}
            </Button>
            <Button danger disabled={!incident.skip.enabled} onClick={() => ask('skip')}>
              {t('incidents.skip')}
            </Button>
          </>
        )}
      </div>
      <WhyNot incident={incident} />
      {asking === 'fix' && (
        <FixDialog
          title={t('incidents.fixTitle', { element: incident.elementName ?? incident.element ?? '' })}
          ok={t('incidents.fix')}
          variables={incident.variables ?? []}
          busy={retry.isPending}
          error={retry.error}
          onCancel={close}
          onSend={({ values, create, reason }) => retry.mutate({ params, body: { variables: values, create, reason } })}
        />
      )}
      {asking === 'skip' && (
        <SkipDialog
          incident={incident}
          busy={skip.isPending}
          error={skip.error}
          onCancel={close}
          onSend={(body) => skip.mutate({ params, body })}
        />
      )}
    </section>
  );
}

/** Each action that is not possible, with why. */
function WhyNot({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation('staff');
  const reason = useReason();
  const names: ('retry' | 'fix' | 'skip')[] = incident.kind === 'process' ? ['retry', 'fix', 'skip'] : ['retry'];
  const offers: [string, Offer][] = names.map((name) => [t(`incidents.${name}`), incident[name]]);
  return offers
    .filter(([, offer]) => !offer.enabled)
    .map(([name, offer]) => (
      <p key={name} className="handling-reason">
        {t('incidents.whyNot', { name, why: reason(offer.reason) ?? '' })}
      </p>
    ));
}
