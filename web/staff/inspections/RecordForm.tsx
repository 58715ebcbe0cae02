import { Alert, App, Button, Input, Radio } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { Finding, InspectionView } from '../../../schema/contracts/inspections.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { PhotoList } from './PhotoList.tsx';
import { SignRecord } from './SignRecord.tsx';
import { staleAfterInspection } from './stale.ts';
import { useRecord } from './use-record.ts';

/** The record as it is written on the spot: point by point, photos, conclusion; then each inspector signs what they see. */
export function RecordForm({ view }: { view: InspectionView }) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const record = useRecord(view);
  const { value, change } = record;
  const conclusionId = useId();
  const save = useCommand(routes.inspections.record, {
    invalidates: staleAfterInspection,
    onSuccess: () => {
      record.reload();
      void message.success(t('inspection.saved'));
    },
  });
  const send = (): void => {
    const { findings, conclusion, result, photos } = value;
    const said = Object.entries(photos).map(([id, one]) => ({ id, ...one }));
    save.mutate({ params: { inspectionId: view.id }, body: { revision: view.revision, findings, conclusion, result, photos: said } });
  };
  const found = (at: number, patch: Partial<Finding>): void =>
    change({ findings: value.findings.map((one, n) => (n === at ? { ...one, ...patch } : one)) });
  const signed = view.officers.filter(({ signedAt }) => signedAt !== null);
  return (
    <>
      <section className="inspection-card" aria-label={t('inspection.record')}>
        <h2>{t('inspection.record')}</h2>
        {signed.length > 0 && (
          <Alert type="info" showIcon title={t('inspection.willVoid', { name: signed.map(({ name }) => name).join('、') })} />
        )}
        {record.isStale && (
          <Alert
            type="warning"
            role="alert"
            showIcon
            title={t('inspection.stale')}
            action={<Button onClick={record.reload}>{t('inspection.reload')}</Button>}
          />
        )}
        {value.findings.map((one, n) => (
          <Point key={one.point} finding={one} onChange={(patch) => found(n, patch)} />
        ))}
        <PhotoList view={view} said={value.photos} onSay={(id, words) => change({ photos: { ...value.photos, [id]: words } })} />
        <label htmlFor={conclusionId}>{t('inspection.conclusion')}</label>
        <Input.TextArea
          id={conclusionId}
          value={value.conclusion}
          maxLength={2000}
          autoSize={{ minRows: 3 }}
          onChange={(event) => change({ conclusion: event.target.value })}
        />
        <Radio.Group
          aria-label={t('inspection.outcome')}
          value={value.result}
          onChange={(event) => change({ result: event.target.value as 'meets' })}
          options={(['meets', 'fails'] as const).map((one) => ({ value: one, label: t(`inspection.result.${one}`) }))}
        />
        {save.error && <Alert type="error" role="alert" showIcon title={sentence(save.error)} />}
        <Button type="primary" block disabled={!record.isDirty || record.isStale} loading={save.isPending} onClick={send}>
          {t('inspection.save')}
        </Button>
        {!record.isDirty && <p className="inspection-note">{t('inspection.nothingToSave')}</p>}
      </section>
      <SignRecord view={view} isDirty={record.isDirty} />
    </>
  );
}

function Point({ finding, onChange }: { finding: Finding; onChange: (patch: Partial<Finding>) => void }) {
  const { t } = useTranslation('review');
  const id = useId();
  return (
    <fieldset className="inspection-point">
      <legend>{finding.point}</legend>
      <Radio.Group
        aria-label={finding.point}
        value={finding.meets}
        onChange={(event) => onChange({ meets: event.target.value as boolean })}
        options={[
          { value: true, label: t('inspection.meets') },
          { value: false, label: t('inspection.fails') },
        ]}
      />
      <label htmlFor={id}>{t('inspection.finding')}</label>
      <Input.TextArea
        id={id}
        value={finding.finding}
        maxLength={2000}
        autoSize={{ minRows: 2 }}
        onChange={(event) => onChange({ finding: event.target.value })}
      />
    </fieldset>
  );
}
