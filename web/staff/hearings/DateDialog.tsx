import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useFormat } from '../../ui/use-format.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';
import { OfficerChoice } from './OfficerChoice.tsx';
import { TextField } from '../TextField.tsx';

interface Props extends HearingDialog {
  /** `YYYY-MM-DD` */
  earliestDay: string;
  isMove: boolean;
}

/** Days proposed for serving the notice before the seven begin. */
const serviceDays = 5;
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * 60_000).toISOString().slice(0, 10);

/** Sets the date, or moves it: time, place and officer; the notice goes to everybody. */
export function DateDialog({ caseNumber, earliestDay, isMove, onCancel, onDone }: Props) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  // The hour that the law counts in is Beijing's, wherever this is typed; some days are left for the service.
  const [time, setTime] = useState(() => `${daysAfter(earliestDay, serviceDays)}T09:00`);
  const [place, setPlace] = useState('');
  const [officerId, setOfficerId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const set = useCommand(routes.hearings.schedule, { invalidates: staleAfterHearing, onSuccess: () => onDone(t('done.schedule')) });
  const lacks = (value: string): string | null => (tried && value.trim() === '' ? t('form.missing') : null);
  const send = (): void => {
    setTried(true);
    if (time === '' || place.trim() === '' || officerId === null) return;
    set.mutate({ params: { caseNumber }, body: { heldAt: `${time}:00+08:00`, place, officerId } });
  };
  return (
    <ActModal
      form="hearing-form"
      title={t(isMove ? 'act.reschedule' : 'act.schedule')}
      lead={t('form.dateLead', { date: format.date(`${earliestDay}T12:00:00+08:00`) })}
      error={set.error}
      busy={set.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <TextField label={t('form.time')} type="datetime-local" value={time} problem={lacks(time)} onChange={setTime} />
      <TextField label={t('form.place')} maxLength={200} value={place} problem={lacks(place)} onChange={setPlace} />
      <OfficerChoice caseNumber={caseNumber} value={officerId} missing={tried && officerId === null} onChange={setOfficerId} />
    </ActModal>
  );
}
