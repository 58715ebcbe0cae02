import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ServiceView } from '../../../schema/contracts/service.ts';
import type { ServiceActName } from '../../../schema/rules/service.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { ActDialog } from './ActDialog.tsx';
import { serviceReads } from './reads.ts';

const tones = {
  planned: 'brand',
  sent: 'brand',
  ready: 'brand',
  waiting: 'warn',
  delivered: 'ok',
  failed: 'danger',
  refused: 'danger',
} as const;

/** What a reader calls the state: one that has been tried waits, and what lies in the portal is ready. */
function shownState({ state, channel, attempts, failure }: ServiceView): keyof typeof tones {
  if (state === 'planned' && attempts > 0 && failure) return 'waiting';
  if (state === 'sent' && channel === 'portal') return 'ready';
  return state;
}

/** One way that a paper takes: how it stands, what proves it, and what may be written down of it. */
export function ServiceRow({ service, paperName }: { service: ServiceView; paperName: string }) {
  const { t } = useTranslation('service');
  const { pick } = useLanguage();
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const [acting, setActing] = useState<ServiceActName | null>(null);
  const [signed, setSigned] = useState(false);
  const retry = useCommand(routes.service.act, {
    invalidates: serviceReads,
    onSuccess: () => void message.success(t('done')),
    onError: (error) => void message.warning(sentence(error)),
  });
  const begin = (act: ServiceActName): void =>
    act === 'retry' ? retry.mutate({ params: { serviceId: service.id }, body: { act } }) : setActing(act);
  const channel = t(`channel.${service.channel}`);
  const state = shownState(service);
  return (
    <li>
      <div className="service-head">
        <strong>{channel}</strong>
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
        <span className="service-soft">
          {service.recipient.kind === 'applicant' ? null : `${t(`recipient.${service.recipient.kind}`)} ${service.recipient.name}`}
        </span>
      </div>
      <Facts service={service} />
      <p className="service-soft">{pick(service.basis)}</p>
      <div className="button-row">
        {service.isDrawn ? (
          <Button size="small" onClick={() => setSigned(true)}>
            {t('signature')}
          </Button>
        ) : null}
        {service.acts.map((act) => (
          <Button
            key={act}
            size="small"
            loading={act === 'retry' && retry.isPending}
            aria-label={t('actNamed', { act: t(`act.${act}`), name: paperName, channel })}
            onClick={() => begin(act)}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
      </div>
      {acting !== null && acting !== 'retry' ? (
        <ActDialog service={service} act={acting} title={`${t(`act.${acting}`)} · ${paperName}`} onClose={() => setActing(null)} />
      ) : null}
      {signed ? (
        <Dialog title={t('signatureOf', { name: service.receipt?.signedBy ?? '' })} onClose={() => setSigned(false)}>
          <img
            className="service-signature"
            src={`/api/services/${encodeURIComponent(service.id)}/signature`}
            alt={t('signatureOf', { name: service.receipt?.signedBy ?? '' })}
          />
        </Dialog>
      ) : null}
    </li>
  );
}

function Facts({ service }: { service: ServiceView }) {
  const { t } = useTranslation('service');
  const format = useFormat();
  const { receipt, failure, state, retryAt } = service;
  const facts: string[] = [];
  if (service.address) facts.push(service.address);
  if (service.trackingNumber) facts.push(t('tracking', { carrier: service.carrier ?? '', number: service.trackingNumber }));
  if (service.deliveredAt) facts.push(t('deliveredOn', { date: format.date(service.deliveredAt) }));
  else if (service.sentAt) facts.push(t('sentOn', { time: format.dateTime(service.sentAt) }));
  if (receipt?.signedBy && receipt.taker) facts.push(t('signedBy', { name: receipt.signedBy, taker: t(`taker.${receipt.taker}`) }));
  if (receipt?.reason) facts.push(t('refusedBecause', { reason: receipt.reason }));
  if (receipt?.place) facts.push(t('leftAt', { place: receipt.place }));
  if (receipt?.witnesses) facts.push(t('witnessed', { names: format.list(receipt.witnesses.map(({ name, unit }) => `${name} ${unit}`)) }));
  if (receipt?.published) {
    const { on, where } = receipt.published;
    facts.push(t('published', { date: format.date(`${on}T12:00:00+08:00`), where }));
  }
  return (
    <>
      {facts.length > 0 ? <p>{facts.join(' · ')}</p> : null}
      {failure && state === 'planned' && retryAt ? (
        <p className="service-warn">
          {t('tried', { count: service.attempts, time: format.dateTime(retryAt) })} {t('lastError', { message: failure.message })}
        </p>
      ) : null}
      {failure && state === 'failed' ? (
        <p className="service-danger">
          {t('failedBecause', { message: failure.message })} {t('failedHint')}
        </p>
      ) : null}
    </>
  );
}
