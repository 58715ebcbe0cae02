import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseMap } from '../../../schema/contracts/cases.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useReason } from '../use-reason.ts';
import { FixDialog } from './FixDialog.tsx';
import { IncidentCard } from './IncidentCard.tsx';
import { staleAfterRepair } from './stale.ts';
import { MoveDialog } from './MoveDialog.tsx';

/** For who supervises a running case: its open incidents, and what can be put right by hand. */
export function CaseRepair({ caseNumber, map }: { caseNumber: string; map: CaseMap | undefined }) {
  const { t } = useTranslation('staff');
  const reason = useReason();
  const [done, setDone] = useState<string | null>(null);
  const [asking, setAsking] = useState<'fix' | 'move' | null>(null);
  const list = useRead(routes.operations.incidents, { query: { caseNumber, limit: 20 } });
  const read = useRead(routes.operations.repair, { params: { caseNumber } });
  const finish = (sentence: string) => () => {
    setAsking(null);
    setDone(sentence);
  };
  const correct = useCommand(routes.operations.correct, { invalidates: staleAfterRepair, onSuccess: finish(t('incidents.corrected')) });
  const move = useCommand(routes.operations.move, { invalidates: staleAfterRepair, onSuccess: finish(t('incidents.moved')) });
  const close = (): void => {
    setAsking(null);
    correct.reset();
    move.reset();
  };
  const rows = list.data?.rows ?? [];
  const repair = read.data;
  if (!repair && rows.length === 0 && done === null) return null;
  return (
    <section className="case-repair" aria-labelledby="case-repair">
      <h2 id="case-repair">{t(rows.length > 0 ? 'incidents.ofCase' : 'incidents.repair')}</h2>
      <div role="status">{done !== null && <Alert type="success" showIcon closable title={done} onClose={() => setDone(null)} />}</div>
      {rows.map((row) => (
        <OneIncident key={row.id} id={row.id} onDone={setDone} />
      ))}
      {repair && (
        <>
          <div className="button-row">
            <Button disabled={!repair.fix.enabled} onClick={() => setAsking('fix')}>
              {t('incidents.correct')}
            </Button>
            <Button disabled={!repair.move.enabled || !map} onClick={() => setAsking('move')}>
              {t('incidents.move')}
            </Button>
          </div>
          {(['fix', 'move'] as const)
            .filter((name) => !repair[name].enabled)
            .map((name) => (
              <p key={name} className="handling-reason">
                {t('incidents.whyNot', {
                  name: t(name === 'fix' ? 'incidents.correct' : 'incidents.move'),
                  why: reason(repair[name].reason) ?? '',
                })}
              </p>
            ))}
        </>
      )}
      {repair && asking === 'fix' && (
        <FixDialog
          title={t('incidents.correct')}
          ok={t('incidents.save')}
          variables={repair.variables}
          busy={correct.isPending}
          error={correct.error}
          onCancel={close}
          onSend={(body) => correct.mutate({ params: { caseNumber }, body: { ...body, step: repair.step } })}
        />
      )}
      {repair && map && asking === 'move' && (
        <MoveDialog
          tokens={repair.tokens}
          map={map}
          busy={move.isPending}
          error={move.error}
          onCancel={close}
          onSend={(body) => move.mutate({ params: { caseNumber }, body })}
        />
      )}
    </section>
  );
}

function OneIncident({ id, onDone }: { id: string; onDone: (sentence: string) => void }) {
  const read = useRead(routes.operations.incident, { params: { incidentId: id } });
  return read.data ? <IncidentCard incident={read.data} onDone={onDone} /> : null;
}
