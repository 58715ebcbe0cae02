import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { HearingView } from '../../../schema/contracts/hearings.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';
import { TextField } from '../TextField.tsx';

/** Tells those concerned of their right to a hearing, or calls one ex officio. */
export function TellDialog({ caseNumber, basis, onCancel, onDone }: HearingDialog & { basis: HearingView['basis'] }) {
  const { t } = useTranslation('hearings');
  const [proposal, setProposal] = useState('');
  const [reasons, setReasons] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useCommand(routes.hearings.tell, { invalidates: staleAfterHearing, onSuccess: () => onDone(t('done.tell')) });
  const lacks = (value: string): string | null => (tried && value.trim() === '' ? t('form.missing') : null);
  const isCall = basis === 'public';
  const send = (): void => {
    setTried(true);
    if (proposal.trim() === '' || reasons.trim() === '') return;
    tell.mutate({ params: { caseNumber }, body: { basis, proposal, reasons } });
  };
  return (
    <ActModal
      form="hearing-form"
      title={t(isCall ? 'act.call' : 'act.tell')}
      lead={t(isCall ? 'form.callLead' : 'form.tellLead')}
      error={tell.error}
      busy={tell.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <TextField label={t(isCall ? 'form.matter' : 'form.proposal')} value={proposal} problem={lacks(proposal)} onChange={setProposal} />
      <TextField
        label={t('form.reasons')}
        hint={t('form.reasonsHint')}
        rows={3}
        maxLength={5000}
        value={reasons}
        problem={lacks(reasons)}
        onChange={setReasons}
      />
    </ActModal>
  );
}
