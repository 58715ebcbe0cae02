import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HearingView } from '../../../schema/contracts/hearings.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';
import { participantsIn, statementsIn } from './record-lines.ts';
import { TextField } from '../TextField.tsx';

/** Writes the record, or changes it: line by line, as it is taken down. */
export function RecordDialog({ caseNumber, hearing, onCancel, onDone }: HearingDialog & { hearing: HearingView }) {
  const { t } = useTranslation('hearings');
  const before = hearing.record;
  const told = hearing.people.map(({ name, isApplicant }) => `${name}，${t(isApplicant ? 'person.applicant' : 'person.party')}`);
  const [recorder, setRecorder] = useState(before?.recorder ?? '');
  const [present, setPresent] = useState((before?.participants.map(({ name, role }) => `${name}，${role}`) ?? told).join('\n'));
  const [said, setSaid] = useState(before?.statements.map(({ speaker, words }) => `${speaker}：${words}`).join('\n') ?? '');
  const [tried, setTried] = useState(false);
  const write = useCommand(routes.hearings.record, { invalidates: staleAfterHearing, onSuccess: () => onDone(t('done.record')) });
  const [participants, statements] = [participantsIn(present), statementsIn(said)];
  const send = (): void => {
    setTried(true);
    if (recorder.trim() === '' || !participants || !statements) return;
    write.mutate({ params: { caseNumber }, body: { recorder, participants, statements } });
  };
  const shape = (value: unknown): string | null => (tried && value === null ? t('form.shape') : null);
  return (
    <ActModal
      form="hearing-form"
      title={t(before ? 'act.rerecord' : 'act.record')}
      lead={t('form.recordLead')}
      error={write.error}
      busy={write.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <TextField
        label={t('form.recorder')}
        maxLength={60}
        value={recorder}
        problem={tried && recorder.trim() === '' ? t('form.missing') : null}
        onChange={setRecorder}
      />
      <TextField
        label={t('form.participants')}
        hint={t('form.participantsHint')}
        rows={3}
        maxLength={10_000}
        value={present}
        problem={shape(participants)}
        onChange={setPresent}
      />
      <TextField
        label={t('form.statements')}
        hint={t('form.statementsHint')}
        rows={6}
        maxLength={100_000}
        value={said}
        problem={shape(statements)}
        onChange={setSaid}
      />
    </ActModal>
  );
}
