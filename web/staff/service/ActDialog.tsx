import { Alert, App, Checkbox, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ServiceAct, ServiceView } from '../../../schema/contracts/service.ts';
import { Taker } from '../../../schema/rules/service.ts';
import type { ServiceActName } from '../../../schema/rules/service.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { serviceReads } from './reads.ts';
import { SignaturePad } from './SignaturePad.tsx';
import { todayInChina } from './today.ts';

interface Props {
  service: ServiceView;
  act: Exclude<ServiceActName, 'retry'>;
  title: string;
  onClose: () => void;
}

/** Writes down what became of a service: posted with its number, received by whom and when, refused, or not delivered. */
export function ActDialog({ service, act, title, onClose }: Props) {
  const { t } = useTranslation('service');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const [carrierId, numberId, onId, nameId, takerId, reasonId] = [useId(), useId(), useId(), useId(), useId(), useId()];
  const [carrier, setCarrier] = useState(t('form.carrierDefault'));
  const [trackingNumber, setNumber] = useState('');
  const [on, setOn] = useState(todayInChina());
  const [signedBy, setSignedBy] = useState('');
  const [taker, setTaker] = useState<Taker>('self');
  const [signature, setSignature] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = useCommand(routes.service.act, {
    invalidates: serviceReads,
    onSuccess: () => {
      void message.success(t('done'));
      onClose();
    },
  });
  const atWindow = service.channel === 'window';
  const body = bodyOf();
  function bodyOf(): ServiceAct | null {
    if (act === 'posted') return carrier.trim() && /^[0-9A-Za-z-]{6,40}$/.test(trackingNumber) ? { act, carrier, trackingNumber } : null;
    if (act === 'received') return signedBy.trim() && on && confirmed ? { act, on, signedBy, taker, signature, confirmed } : null;
    return reason.trim() ? { act, reason } : null;
  }
  const save = (): void => {
    setTried(true);
    if (body) send.mutate({ params: { serviceId: service.id }, body });
  };
  return (
    <Modal
      open
      title={title}
      okText={t(`act.${act}`)}
      cancelText={t('cancel')}
      okButtonProps={{ loading: send.isPending, danger: act === 'failed' || act === 'refused' }}
      onCancel={onClose}
      onOk={save}
    >
      {send.error ? <Alert type="error" role="alert" showIcon title={sentence(send.error)} /> : null}
      {tried && !body ? <Alert type="warning" role="alert" showIcon title={t('form.missing')} /> : null}
      <div className="service-form">
        {act === 'posted' ? (
          <>
            <label htmlFor={carrierId}>{t('form.carrier')}</label>
            <Input id={carrierId} value={carrier} maxLength={60} onChange={(event) => setCarrier(event.target.value)} />
            <label htmlFor={numberId}>{t('form.trackingNumber')}</label>
            <Input id={numberId} value={trackingNumber} maxLength={40} onChange={(event) => setNumber(event.target.value.trim())} />
          </>
        ) : null}
        {act === 'received' ? (
          <>
            <label htmlFor={nameId}>{t('form.signedBy')}</label>
            <Input id={nameId} value={signedBy} maxLength={60} onChange={(event) => setSignedBy(event.target.value)} />
            <label htmlFor={takerId}>{t('form.taker')}</label>
            <Select
              id={takerId}
              aria-label={t('form.taker')}
              value={taker}
              onChange={setTaker}
              options={Taker.options.map((value) => ({ value, label: t(`taker.${value}`) }))}
            />
            {atWindow ? (
              <>
                <p className="service-soft">{t('form.onToday')}</p>
                <SignaturePad onChange={setSignature} />
              </>
            ) : (
              <>
                <label htmlFor={onId}>{t('form.on')}</label>
                <Input id={onId} type="date" value={on} max={todayInChina()} onChange={(event) => setOn(event.target.value)} />
              </>
            )}
            <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
              {t(atWindow ? 'form.received' : 'form.receivedPost')}
            </Checkbox>
          </>
        ) : null}
        {act === 'refused' || act === 'failed' ? (
          <>
            <label htmlFor={reasonId}>{t(act === 'refused' ? 'form.reasonRefused' : 'form.reasonFailed')}</label>
            <Input.TextArea
              id={reasonId}
              value={reason}
              maxLength={500}
              autoSize={{ minRows: 2 }}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        ) : null}
      </div>
    </Modal>
  );
}
