import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseMap } from '../../../schema/contracts/cases.ts';
import type { MovableToken } from '../../../schema/contracts/operations.ts';
import { ProcessMap } from '../../ui/process-map/ProcessMap.tsx';
import { useReason } from '../use-reason.ts';
import { ReasonField } from '../ReasonField.tsx';
import { Refused } from './Refused.tsx';

interface Props {
  tokens: MovableToken[];
  map: CaseMap;
  busy: boolean;
  /** Why it was refused; the dialog stays, with what was chosen. */
  error: unknown;
  onCancel: () => void;
  onSend: (body: { token: number; to: string; reason: string }) => void;
}

/** Moving by hand: where the case stands, where it may go (from the list, or by a click on the map), and why. */
export function MoveDialog({ tokens, map, busy, error, onCancel, onSend }: Props) {
  const { t } = useTranslation('staff');
  const reasonOf = useReason();
  const [helpId, fromId, toId] = [useId(), useId(), useId()];
  const movable = tokens.filter(({ targets }) => targets.length > 0);
  const [token, setToken] = useState<number | undefined>(movable.length === 1 ? movable[0]!.token : undefined);
  const [to, setTo] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = movable.find((one) => one.token === token);
  const said = reason.trim() !== '';
  const send = (): void => {
    setTried(true);
    if (chosen && to !== undefined && said) onSend({ token: chosen.token, to, reason: reason.trim() });
  };
  const stuck = tokens.filter(({ targets }) => targets.length === 0);
  return (
    <Modal
      open
      width={760}
      title={t('incidents.moveTitle')}
      okText={t('incidents.move')}
      cancelText={t('task.cancel')}
      okButtonProps={{ loading: busy, danger: true, disabled: movable.length === 0 }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={send}
    >
      <p id={helpId} className="operation-help">
        {t('incidents.moveHelp')}
      </p>
      <Refused error={error} />
      {movable.length > 0 && (
        <>
          <label htmlFor={fromId}>{t('incidents.from')}</label>
          <Select
            id={fromId}
            aria-label={t('incidents.from')}
            className="full-width"
            value={token}
            options={movable.map((one) => ({ value: one.token, label: one.elementName }))}
            onChange={(next: number) => {
              setToken(next);
              setTo(undefined);
            }}
          />
          <label htmlFor={toId}>{t('incidents.to')}</label>
          <Select
            id={toId}
            aria-label={t('incidents.to')}
            className="full-width"
            disabled={!chosen}
            status={tried && to === undefined ? 'error' : undefined}
            value={to}
            options={(chosen?.targets ?? []).map((target) => ({ value: target.element, label: target.name }))}
            onChange={setTo}
          />
          {tried && to === undefined && <p className="operation-missing">{t('incidents.needsTarget')}</p>}
          <ProcessMap
            map={{ ...map, troubled: [], offered: chosen?.targets.map(({ element }) => element) ?? [] }}
            label={t('incidents.pickOnMap')}
            onPick={(element) => chosen?.targets.some((target) => target.element === element) && setTo(element)}
          />
          <ReasonField label={t('incidents.reason')} value={reason} missing={tried && !said} onChange={setReason} />
          {tried && !said && <p className="operation-missing">{t('reasons.no-reason')}</p>}
        </>
      )}
      {stuck.map((one) => (
        <p key={one.token} className="handling-reason">
          {t('incidents.whyNot', { name: one.elementName, why: reasonOf(one.reason ?? 'noTarget') ?? '' })}
        </p>
      ))}
    </Modal>
  );
}
