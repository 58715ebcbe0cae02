import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';
import { OfficerChoice } from './OfficerChoice.tsx';

/** Names another officer for the date that stands. */
export function OfficerDialog({ caseNumber, onCancel, onDone }: HearingDialog) {
  const { t } = useTranslation('hearings');
  const [officerId, setOfficerId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const name = useCommand(routes.hearings.replaceOfficer, {
    invalidates: staleAfterHearing,
    onSuccess: () => onDone(t('done.replaceOfficer')),
  });
  const send = (): void => {
    setTried(true);
    if (officerId !== null) name.mutate({ params: { caseNumber }, body: { officerId } });
  };
  return (
    <ActModal
      form="hearing-form"
      title={t('act.replaceOfficer')}
      lead={t('form.officerLead')}
      error={name.error}
      busy={name.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <OfficerChoice caseNumber={caseNumber} value={officerId} missing={tried && officerId === null} onChange={setOfficerId} />
    </ActModal>
  );
}
