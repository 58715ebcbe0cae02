import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { inspectionKinds, leastInspectors } from '../../../schema/rules/inspections.ts';
import type { InspectionKind } from '../../../schema/rules/inspections.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { staleAfterChange } from '../limits/stale-after-change.ts';
import { ActModal } from '../ActModal.tsx';
import { useRefusalSentence } from '../use-reason.ts';
import { staleAfterInspection } from './stale.ts';

interface Props {
  caseNumber: string;
  onCancel: () => void;
  /** Says what has been done. */
  onDone: (sentence: string) => void;
}

const linesOf = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');

/** Sends at least two of the staff; an inspection by standards can stop the limit where a law says so. */
export function OrderDialog({ caseNumber, onCancel, onDone }: Props) {
  const { t } = useTranslation(['review', 'staff']);
  const sentence = useRefusalSentence();
  const [whoId, placeId, pointsId, lawId, daysId, noteId] = [useId(), useId(), useId(), useId(), useId(), useId()];
  const [kind, setKind] = useState<InspectionKind>('siteVisit');
  const [officers, setOfficers] = useState<string[]>([]);
  const [place, setPlace] = useState('');
  const [points, setPoints] = useState('');
  const [law, setLaw] = useState('');
  const [note, setNote] = useState('');
  const [suspends, setSuspends] = useState(false);
  const [days, setDays] = useState(10);
  const [tried, setTried] = useState(false);
  const people = useRead(routes.inspections.people, { params: { caseNumber } });
  const start = useCommand(routes.procedures.start, {
    invalidates: staleAfterChange,
    onSuccess: () => onDone(t('inspection.orderedSuspended')),
    onError: (error) => onDone(t('inspection.orderedNoProcedure', { why: sentence(error) })),
  });
  const isTesting = kind === 'testing';
  const order = useCommand(routes.inspections.order, {
    invalidates: staleAfterInspection,
    onSuccess: () => {
      if (!isTesting || !suspends) return onDone(t('inspection.ordered'));
      start.mutate({
        params: { caseNumber },
        body: { basis: 'inspection', law, days, mode: 'suspend', reason: t('inspection.procedureReason') },
      });
    },
  });
  const missing = [
    ...(officers.length < leastInspectors ? [t('inspection.missing.officers', { least: leastInspectors })] : []),
    ...(place.trim() === '' ? [t('inspection.missing.place')] : []),
    ...(linesOf(points).length === 0 ? [t('inspection.missing.points')] : []),
    ...(isTesting && law.trim() === '' ? [t('inspection.missing.law')] : []),
  ];
  const send = (): void => {
    setTried(true);
    if (missing.length > 0) return;
    const body = { kind, officers, place, points: linesOf(points), law: isTesting ? law : null, note };
    order.mutate({ params: { caseNumber }, body });
  };
  return (
    <ActModal
      form="inspection-form"
      title={t('inspection.order')}
      ok={t('inspection.orderButton')}
      lead={t('inspection.orderLead')}
      error={order.error}
      busy={order.isPending || start.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <div role="alert">
        {tried && missing.length > 0 && (
          <ul className="inspection-error">
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </div>
      <Radio.Group
        aria-label={t('inspection.kindLabel')}
        value={kind}
        onChange={(event) => setKind(event.target.value as InspectionKind)}
        options={inspectionKinds.map((value) => ({ value, label: t(`inspection.kindLong.${value}`) }))}
      />
      <label htmlFor={whoId}>{t('inspection.who', { least: leastInspectors })}</label>
      <Select
        id={whoId}
        aria-label={t('inspection.who', { least: leastInspectors })}
        mode="multiple"
        className="full-width"
        value={officers}
        loading={people.isPending}
        optionFilterProp="label"
        options={(people.data ?? []).map(({ id, name, reason, away, organisationName }) => ({
          value: id,
          label: [
            name,
            away ? t('staff:operation.away') : undefined,
            reason === null ? undefined : t(`staff:avoids.${reason as 'recused'}`),
            organisationName,
          ]
            .filter(Boolean)
            .join(' · '),
          disabled: reason !== null,
        }))}
        onChange={setOfficers}
      />
      <label htmlFor={placeId}>{t('inspection.place')}</label>
      <Input id={placeId} value={place} maxLength={300} onChange={(event) => setPlace(event.target.value)} />
      <label htmlFor={pointsId}>{t('inspection.points')}</label>
      <Input.TextArea
        id={pointsId}
        value={points}
        placeholder={t('inspection.pointsExample')}
        autoSize={{ minRows: 3 }}
        onChange={(event) => setPoints(event.target.value)}
      />
      {isTesting && (
        <>
          <label htmlFor={lawId}>{t('inspection.law')}</label>
          <Input id={lawId} value={law} maxLength={300} onChange={(event) => setLaw(event.target.value)} />
          <Checkbox checked={suspends} onChange={(event) => setSuspends(event.target.checked)}>
            {t('inspection.suspends')}
          </Checkbox>
          {suspends && (
            <>
              <label htmlFor={daysId}>{t('inspection.days')}</label>
              <InputNumber id={daysId} min={1} max={365} precision={0} value={days} onChange={(value) => setDays(value ?? 1)} />
            </>
          )}
        </>
      )}
      <label htmlFor={noteId}>{t('inspection.noteLabel')}</label>
      <Input.TextArea
        id={noteId}
        value={note}
        maxLength={2000}
        autoSize={{ minRows: 2 }}
        onChange={(event) => setNote(event.target.value)}
      />
    </ActModal>
  );
}
