import { Alert, App, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ServedPaper, ServiceChoice } from '../../../schema/contracts/service.ts';
import { RecipientKind } from '../../../schema/rules/service.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { addressIn, furtherOf } from './further-form.ts';
import type { FurtherDraft } from './further-form.ts';
import { reasonKey } from '../../ui/service/reason-key.ts';
import { serviceReads } from './reads.ts';
import { todayInChina } from './today.ts';

interface Props {
  paper: ServedPaper;
  choice: ServiceChoice;
  applicantName: string;
  onClose: () => void;
}

/** Serves a paper by one more way: which, on whom, and what that way needs. Ways that can't be taken say why. */
export function FurtherDialog({ paper, choice, applicantName, onClose }: Props) {
  const { t } = useTranslation('service');
  const { pick } = useLanguage();
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const ids = {
    kind: useId(),
    name: useId(),
    address: useId(),
    on: useId(),
    place: useId(),
    reason: useId(),
    where: useId(),
    one: useId(),
  };
  const offers = paper.offers.filter(({ channel }) => channel !== 'portal');
  const first = offers.find(({ problem }) => problem === null)?.channel ?? 'window';
  const [draft, setDraft] = useState<FurtherDraft>(() => ({
    channel: first,
    kind: 'applicant',
    name: applicantName,
    address: addressIn(choice, first),
    on: todayInChina(),
    place: '',
    reason: '',
    where: '',
    witnesses: [
      { name: '', unit: '' },
      { name: '', unit: '' },
    ],
  }));
  const [tried, setTried] = useState(false);
  const patch = (change: Partial<FurtherDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const send = useCommand(routes.service.further, {
    invalidates: serviceReads,
    onSuccess: () => {
      void message.success(t('done'));
      onClose();
    },
  });
  const body = furtherOf(draft);
  const save = (): void => {
    setTried(true);
    if (body) send.mutate({ params: { documentId: paper.documentId }, body });
  };
  const line = (key: 'name' | 'address' | 'place' | 'reason' | 'where', label: string) => (
    <>
      <label htmlFor={ids[key]}>{label}</label>
      <Input id={ids[key]} value={draft[key]} maxLength={300} onChange={(event) => patch({ [key]: event.target.value })} />
    </>
  );
  const day = (label: string) => (
    <>
      <label htmlFor={ids.on}>{label}</label>
      <Input id={ids.on} type="date" value={draft.on} max={todayInChina()} onChange={(event) => patch({ on: event.target.value })} />
    </>
  );
  const { channel } = draft;
  return (
    <Modal
      open
      title={`${t('another')} · ${pick(paper.name)}`}
      okText={t('another')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: send.isPending }}
      onCancel={onClose}
      onOk={save}
    >
      {send.error ? <Alert type="error" role="alert" showIcon title={sentence(send.error)} /> : null}
      {tried && !body ? <Alert type="warning" role="alert" showIcon title={t('form.missing')} /> : null}
      <div className="service-form">
        <fieldset>
          <legend>{t('form.way')}</legend>
          <Radio.Group
            className="service-ways"
            value={channel}
            onChange={(event) => {
              const chosen = event.target.value as FurtherDraft['channel'];
              patch({ channel: chosen, address: addressIn(choice, chosen) });
            }}
          >
            {offers.map((offer) => (
              <Radio key={offer.channel} value={offer.channel} disabled={offer.problem !== null}>
                {t(`channel.${offer.channel}`)}
                {offer.problem === null ? null : <span className="service-soft"> {t(`why.${reasonKey(offer.problem)}`)}</span>}
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
        <label htmlFor={ids.kind}>{t('form.to')}</label>
        <Select
          id={ids.kind}
          aria-label={t('form.to')}
          value={draft.kind}
          onChange={(kind: RecipientKind) => patch({ kind, name: kind === 'applicant' ? applicantName : '' })}
          options={RecipientKind.options.map((value) => ({ value, label: t(`recipient.${value}`) }))}
        />
        {line('name', t('form.name'))}
        {channel === 'email' ? line('address', t('form.email')) : null}
        {channel === 'sms' ? line('address', t('form.phone')) : null}
        {channel === 'post' ? line('address', t('form.postal')) : null}
        {channel === 'notice' ? (
          <>
            {day(t('form.publishedOn'))}
            {line('where', t('form.where'))}
          </>
        ) : null}
        {channel === 'leaving' ? (
          <>
            {day(t('form.leftOn'))}
            {line('place', t('form.place'))}
            {line('reason', t('form.reasonRefused'))}
            {draft.witnesses.map((witness, index) => {
              const set = (change: Partial<typeof witness>): void => {
                const witnesses = draft.witnesses.map((one, at) => (at === index ? { ...one, ...change } : one));
                patch({ witnesses: witnesses as FurtherDraft['witnesses'] });
              };
              const names = [`${ids.one}-${index}-name`, `${ids.one}-${index}-unit`];
              return (
                <div key={names[0]} className="service-witness">
                  <label htmlFor={names[0]}>{t('form.witnessName', { n: index + 1 })}</label>
                  <Input id={names[0]} value={witness.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
                  <label htmlFor={names[1]}>{t('form.witnessUnit', { n: index + 1 })}</label>
                  <Input id={names[1]} value={witness.unit} maxLength={100} onChange={(event) => set({ unit: event.target.value })} />
                </div>
              );
            })}
          </>
        ) : null}
      </div>
    </Modal>
  );
}
