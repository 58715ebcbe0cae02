import { Alert, App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { InspectionView } from '../../../schema/contracts/inspections.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSession } from '../../api/use-session.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { staleAfterInspection } from './stale.ts';

/** The reader's signature of the record as it stands; what keeps them from signing is said. */
export function SignRecord({ view, isDirty }: { view: InspectionView; isDirty: boolean }) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const session = useSession();
  const [nameId, whyId] = [useId(), useId()];
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const sign = useCommand(routes.inspections.sign, {
    invalidates: staleAfterInspection,
    onSuccess: ({ state }) => void message.success(t(state === 'closed' ? 'inspection.closed' : 'inspection.signed')),
  });
  if (!view.signs) {
    const waiting = view.officers.filter(({ signedAt }) => signedAt === null).map((one) => one.name);
    return <Alert type="success" showIcon title={t('inspection.waits', { name: waiting.join('、') })} />;
  }
  // What is typed may be what the record lacks.
  const whys = isDirty ? [t('inspection.saveFirst')] : view.lacks.map((one) => t(`inspection.lacks.${one as 'photos'}`));
  const send = (): void => {
    const isOwn = name.trim() === session.data?.user?.name;
    setMissing(!isOwn);
    if (isOwn) sign.mutate({ params: { inspectionId: view.id }, body: { revision: view.revision, signedName: name.trim() } });
  };
  return (
    <section className="inspection-card" aria-label={t('inspection.sign')}>
      <h2>{t('inspection.sign')}</h2>
      <p className="inspection-note">{t('inspection.signLead')}</p>
      {sign.error && <Alert type="error" role="alert" showIcon title={sentence(sign.error)} />}
      <label htmlFor={nameId}>{t('experts.sign')}</label>
      <Input
        id={nameId}
        value={name}
        maxLength={60}
        autoComplete="off"
        status={isMissing ? 'error' : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      {isMissing && (
        <p className="inspection-error" role="alert">
          {t('experts.signMissing')}
        </p>
      )}
      <Button
        type="primary"
        block
        disabled={whys.length > 0}
        aria-describedby={whys.length > 0 ? whyId : undefined}
        loading={sign.isPending}
        onClick={send}
      >
        {t('inspection.signButton')}
      </Button>
      {whys.length > 0 && (
        <ul id={whyId} className="inspection-note">
          {whys.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
