import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { InspectionView } from '../../../schema/contracts/inspections.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { LeaveDialog } from '../experts/LeaveDialog.tsx';
import { useReason } from '../use-reason.ts';
import { InspectionFacts } from './InspectionFacts.tsx';
import './inspections.css';
import { OrderDialog } from './OrderDialog.tsx';
import { RecordView } from './RecordView.tsx';
import { staleAfterInspection } from './stale.ts';

const tones = { open: 'warn', closed: 'ok', cancelled: 'neutral' } as const;

/** 核查检验 of a case: what was ordered and found, with pictures; and ordering one, or why not. */
export function InspectionPanel({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const format = useFormat();
  const why = useReason();
  const [isOrdering, setOrdering] = useState(false);
  const { data } = useRead(routes.inspections.ofCase, { params: { caseNumber } });
  if (!data) return null;
  const { inspections, orderReason, assignBy } = data;
  // Who only reads sees no button for what is others' to order.
  if (inspections.length === 0 && orderReason !== null) return null;
  return (
    <section className="inspection-card" aria-label={t('inspection.title')}>
      <h2>{t('inspection.title')}</h2>
      {inspections.map((view) => (
        <Ordered key={view.id} view={view} />
      ))}
      <Tooltip title={why(orderReason)}>
        <Button block disabled={orderReason !== null} onClick={() => setOrdering(true)}>
          {t('inspection.order')}
        </Button>
      </Tooltip>
      {orderReason === null
        ? assignBy !== null && <p className="inspection-note">{t('inspection.assignBy', { date: format.date(assignBy) })}</p>
        : why(orderReason) !== undefined && <p className="inspection-note">{why(orderReason)}</p>}
      {isOrdering && (
        <OrderDialog
          caseNumber={caseNumber}
          onCancel={() => setOrdering(false)}
          onDone={(sentence) => {
            setOrdering(false);
            void message.success(sentence);
          }}
        />
      )}
    </section>
  );
}

function Ordered({ view }: { view: InspectionView }) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const [isCancelling, setCancelling] = useState(false);
  const cancel = useCommand(routes.inspections.cancel, {
    invalidates: staleAfterInspection,
    onSuccess: () => {
      setCancelling(false);
      void message.success(t('inspection.cancelDone'));
    },
  });
  return (
    <details className="inspection-ordered" open={view.state !== 'cancelled'}>
      <summary>
        {t(`inspection.kind.${view.kind}`)} <Tag tone={tones[view.state]}>{t(`inspection.state.${view.state}`)}</Tag>
      </summary>
      <InspectionFacts view={view} />
      {view.state === 'cancelled' && <p>{t('inspection.cancelled', { reason: view.cancelReason ?? '' })}</p>}
      {view.state === 'closed' && <RecordView view={view} />}
      {view.state === 'open' && (
        <p>
          <Link to={`/staff/inspections/${view.id}`}>{t(view.isMine ? 'inspection.write' : 'inspection.read')}</Link>{' '}
          {view.mayCancel && (
            <Button type="link" onClick={() => setCancelling(true)}>
              {t('inspection.cancel')}
            </Button>
          )}
        </p>
      )}
      {isCancelling && (
        <LeaveDialog
          title={t('inspection.cancel')}
          lead={t('inspection.cancelLead')}
          ok={t('inspection.cancel')}
          whys={[]}
          error={cancel.error}
          isSending={cancel.isPending}
          onCancel={() => setCancelling(false)}
          onGiven={(reason) => cancel.mutate({ params: { inspectionId: view.id }, body: { reason } })}
        />
      )}
    </details>
  );
}
