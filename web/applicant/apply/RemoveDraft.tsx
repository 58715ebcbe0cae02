import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { writeLocalCopy } from './local-copy.ts';

/** Deletes a draft after asking. */
export function RemoveDraft({ draftId }: { draftId: string }) {
  const { t } = useTranslation('applicant');
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useCommand(routes.drafts.remove, {
    invalidates: [routes.drafts.list],
    onSuccess: () => {
      writeLocalCopy(draftId, null);
      void navigate('/cases');
    },
  });
  return (
    <>
      <button type="button" className="text-button" onClick={() => setAsking(true)}>
        {t('apply.remove')}
      </button>
      {asking ? (
        <Dialog title={t('apply.remove')} onClose={() => setAsking(false)}>
          <ErrorSummary error={remove.error} />
          <p>{t('apply.removeAsk')}</p>
          <p>
            <button
              type="button"
              className="button danger"
              disabled={remove.isPending}
              onClick={() => remove.mutate({ params: { draftId } })}
            >
              {t('apply.removeYes')}
            </button>{' '}
            <button type="button" className="button quiet" onClick={() => setAsking(false)}>
              {t('apply.keep')}
            </button>
          </p>
        </Dialog>
      ) : null}
    </>
  );
}
