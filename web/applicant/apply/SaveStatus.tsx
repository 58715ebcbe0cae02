import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signInAddress } from '../../api/use-session.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { SaveState } from './draft-keeper.ts';
import styles from './SaveStatus.module.css';

/** Whether what is typed is safe, and where. Spoken politely, and only when it matters. */
export function SaveStatus({ save }: { save: SaveState }) {
  const { t } = useTranslation(['applicant', 'common']);
  const sentence = useErrorSentence();
  const format = useFormat();
  const { pathname } = useLocation();
  const words = (): string => {
    switch (save.kind) {
      case 'untouched':
        return t('save.none');
      case 'pending':
        return t('save.pending');
      case 'saving':
        return t('save.saving');
      case 'saved':
        return t('save.saved', { time: format.dateTime(save.at) });
      case 'conflict':
        return t('conflict.title');
      case 'failed':
        if (save.error.code === 'offline') return t('save.local');
        if (save.error.code === 'not-signed-in') return t('save.signedOut');
        return t('save.failed', { reason: sentence(save.error) });
    }
  };
  const worrying = save.kind === 'failed' || save.kind === 'conflict';
  return (
    <div className={`${styles.status} ${worrying ? styles.worrying : ''}`}>
      <p>
        <span className={`${styles.dot} ${styles[save.kind]}`} aria-hidden="true" />
        <span role="status" aria-live={worrying || save.kind === 'saved' ? 'polite' : 'off'}>
          {words()}
        </span>{' '}
        {save.kind === 'failed' && save.error.code === 'not-signed-in' ? (
          <a href={signInAddress(pathname)}>{t('common:session.signIn')}</a>
        ) : null}
      </p>
    </div>
  );
}
