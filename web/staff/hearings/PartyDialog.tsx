import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ActModal } from '../ActModal.tsx';
import { staleAfterHearing } from './hearing-dialog.ts';
import type { HearingDialog } from './hearing-dialog.ts';
import { TextField } from '../TextField.tsx';

/** Names a third party and what concerns them; their notice is issued at once. */
export function PartyDialog({ caseNumber, onCancel, onDone }: HearingDialog) {
  const { t } = useTranslation('hearings');
  const [name, setName] = useState('');
  const [interest, setInterest] = useState('');
  const [email, setEmail] = useState('');
  const [phone, setPhone] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useCommand(routes.hearings.nameParty, { invalidates: staleAfterHearing, onSuccess: () => onDone(t('done.nameParty')) });
  const lacks = (value: string): string | null => (tried && value.trim() === '' ? t('form.missing') : null);
  const send = (): void => {
    setTried(true);
    if (name.trim() === '' || interest.trim() === '') return;
    tell.mutate({ params: { caseNumber }, body: { name, interest, email: email.trim() || null, phone: phone.trim() || null } });
  };
  return (
    <ActModal
      form="hearing-form"
      title={t('act.nameParty')}
      lead={t('form.partyLead')}
      error={tell.error}
      busy={tell.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      <TextField label={t('form.name')} value={name} maxLength={100} problem={lacks(name)} onChange={setName} />
      <TextField
        label={t('form.interest')}
        hint={t('form.interestHint')}
        rows={2}
        maxLength={500}
        value={interest}
        problem={lacks(interest)}
        onChange={setInterest}
      />
      <TextField label={t('form.email')} type="email" maxLength={200} optional value={email} onChange={setEmail} />
      <TextField label={t('form.phone')} maxLength={30} optional value={phone} onChange={setPhone} />
    </ActModal>
  );
}
