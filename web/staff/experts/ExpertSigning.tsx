import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import './experts.css';
import { LeaveDialog } from './LeaveDialog.tsx';
import { staleAfterPanel } from './stale.ts';

interface Props {
  taskId: string;
  value: string;
  isMissing: boolean;
  onChange: (name: string) => void;
}

/** An expert signs their opinion with their name, or says that they cannot take part. */
export function ExpertSigning({ taskId, value, isMissing, onChange }: Props) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [nameId, helpId] = [useId(), useId()];
  const [isLeaving, setLeaving] = useState(false);
  const decline = useCommand(routes.experts.decline, {
    invalidates: staleAfterPanel,
    onSuccess: () => {
      void message.success(t('experts.declined'));
      void navigate('/staff');
    },
  });
  return (
    <>
      <label htmlFor={nameId}>{t('experts.sign')}</label>
      <Input
        id={nameId}
        value={value}
        maxLength={60}
        autoComplete="off"
        aria-describedby={helpId}
        status={isMissing ? 'error' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={helpId} className="panel-note">
        {t('experts.signHelp')}
      </p>
      <Button type="link" onClick={() => setLeaving(true)}>
        {t('experts.decline')}
      </Button>
      {isLeaving && (
        <LeaveDialog
          title={t('experts.declineTitle')}
          lead={t('experts.declineLead')}
          ok={t('experts.decline')}
          whys={[]}
          error={decline.error}
          isSending={decline.isPending}
          onCancel={() => setLeaving(false)}
          onGiven={(reason) => decline.mutate({ params: { taskId }, body: { reason } })}
        />
      )}
    </>
  );
}
