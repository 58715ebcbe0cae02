import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import { useDraftWork } from './draft-context.ts';
import styles from './ChangedNotice.module.css';

/** The item's form or process moved on since the draft was begun: said once, until the applicant has taken note. */
export function ChangedNotice() {
  const { t } = useTranslation('applicant');
  const { draft, answers, keeper } = useDraftWork();
  const accept = useCommand(routes.drafts.save, { invalidates: [routes.drafts.get] });
  if (!draft.changed) return null;
  const take = async (): Promise<void> => {
    if (!(await keeper.flush())) return;
    accept.mutate({ params: { draftId: draft.id }, body: { revision: keeper.savedRevision, answers, acceptChanges: true } });
  };
  return (
    <div className={styles.place}>
      <ErrorSummary error={accept.error} />
      <Notice tone="warn" title={t('changed.title')}>
        <p>{t('changed.detail')}</p>
        <button type="button" className="button quiet" disabled={accept.isPending} onClick={() => void take()}>
          {t('changed.accept')}
        </button>
      </Notice>
    </div>
  );
}
