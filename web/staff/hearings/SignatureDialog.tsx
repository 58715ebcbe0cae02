import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HearingPersonView } from '../../../schema/contracts/hearings.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';
import { TextField } from '../TextField.tsx';

const outcomes = ['paper', 'refused', 'absent'] as const;

/** Notes how somebody stands to the record who does not sign it on their own page. */
export function SignatureDialog({ caseNumber, person, onCancel, onDone }: HearingDialog & { person: HearingPersonView }) {
  const { t } = useTranslation('hearings');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('paper');
  const [remark, setRemark] = useState('');
  const [tried, setTried] = useState(false);
  const note = useCommand(routes.hearings.noteSignature, { invalidates: staleAfterHearing, onSuccess: () => onDone(t('done.note')) });
  const isMissing = outcome === 'refused' && remark.trim() === '';
  const send = (): void => {
    setTried(true);
    if (!isMissing) note.mutate({ params: { caseNumber }, body: { personId: person.id, outcome, remark } });
  };
  return (
    <ActModal
      form="hearing-form"
      title={t('act.note')}
      lead={t('form.noteLead')}
      error={note.error}
      busy={note.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <p>
        {t('form.whom')}：<strong>{person.name}</strong>
      </p>
      <Radio.Group
        aria-label={t('form.outcome')}
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as 'paper')}
        options={outcomes.map((value) => ({ value, label: t(`person.${value}`) }))}
      />
      <TextField
        label={t('form.remark')}
        rows={2}
        optional={outcome !== 'refused'}
        value={remark}
        problem={tried && isMissing ? t('form.remarkNeeded') : null}
        onChange={setRemark}
      />
    </ActModal>
  );
}
