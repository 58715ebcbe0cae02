import { Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentView } from '../../../schema/contracts/operations.ts';
import { ReasonField } from '../ReasonField.tsx';
import { Refused } from './Refused.tsx';

interface Props {
  incident: IncidentView;
  busy: boolean;
  /** Why it was refused; the dialog stays, with what was chosen. */
  error: unknown;
  onCancel: () => void;
  onSend: (body: { flow?: string; reason: string }) => void;
}

/** Passing an element by: says what that means, and asks for the way on, where there are several, and for the reason. */
export function SkipDialog({ incident, busy, error, onCancel, onSend }: Props) {
  const { t } = useTranslation('staff');
  const helpId = useId();
  const [flow, setFlow] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const asksWay = incident.ways.length > 0;
  const said = reason.trim() !== '';
  const hasWay = !asksWay || flow !== undefined;
  const send = (): void => {
    setTried(true);
    if (said && hasWay) onSend({ ...(flow === undefined ? {} : { flow }), reason: reason.trim() });
  };
  return (
    <Modal
      open
      title={t('incidents.skipTitle', { element: incident.elementName ?? incident.element ?? '' })}
      okText={t('incidents.skip')}
      cancelText={t('task.cancel')}
      okButtonProps={{ loading: busy, danger: true }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={send}
    >
      <p id={helpId} className="operation-help">
        {t(asksWay ? 'incidents.skipWayHelp' : 'incidents.skipHelp')}
      </p>
      <Refused error={error} />
      {asksWay && (
        <Radio.Group
          className="repair-ways"
          aria-label={t('incidents.way')}
          value={flow}
          onChange={(event) => setFlow(event.target.value as string)}
          options={incident.ways.map((way) => ({ value: way.flow, label: way.name }))}
        />
      )}
      {tried && !hasWay && <p className="operation-missing">{t('reasons.needs-flow')}</p>}
      <ReasonField label={t('incidents.reason')} value={reason} missing={tried && !said} onChange={setReason} />
      {tried && !said && <p className="operation-missing">{t('reasons.no-reason')}</p>}
    </Modal>
  );
}
