import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';

/** The record is whole: it is issued, and the limit goes on. */
export function CloseDialog({ caseNumber, onCancel, onDone }: HearingDialog) {
  const { t } = useTranslation('hearings');
  const close = useCommand(routes.hearings.close, { invalidates: staleAfterHearing, onSuccess: () => onDone(t('done.close')) });
  return (
    <ActModal
      form="hearing-form"
      title={t('act.close')}
      lead={t('form.closeLead')}
      error={close.error}
      busy={close.isPending}
      onCancel={onCancel}
      onSend={() => close.mutate({ params: { caseNumber } })}
    />
  );
}
