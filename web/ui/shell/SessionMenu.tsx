import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signInAddress, signOut, useSession } from '../../api/use-session.ts';
import styles from './SiteShell.module.css';

/** Sign in, or who is signed in and the way out. */
export function SessionMenu() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const session = useSession();
  if (!session.data) return null;
  const { user } = session.data;
  if (!user) {
    return (
      <a className={styles.signIn} href={signInAddress(pathname + search)}>
        {t('session.signIn')}
      </a>
    );
  }
  return (
    <span className={styles.user}>
      <span className={styles.userName}>
        <span className="visually-hidden">{t('session.signedInAs', { name: '' })}</span>
        {user.name}
      </span>
      <button type="button" className="text-button" onClick={() => void signOut()}>
        {t('session.signOut')}
      </button>
    </span>
  );
}
