import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LicenceSummary } from '../../../schema/contracts/licences.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { LicenceTag } from '../../ui/LicenceTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Wallet.module.css';

/** From so many days before its end a licence says so. */
const soon = 90;

/** One licence in the wallet: what it is, whose, how long it holds. */
export function LicenceCard({ licence }: { licence: LicenceSummary }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const format = useFormat();
  const { state, daysLeft, validTo } = licence;
  return (
    <li className={`${styles.card} ${state === 'valid' ? '' : styles.over}`}>
      <div>
        <div className={styles.head}>
          <h2>
            <Link to={`/licences/${licence.number}`}>{pick(licence.licenceName)}</Link>
          </h2>
          <LicenceTag state={state} />
        </div>
        <p className={styles.soft}>{pick(licence.authority)}</p>
      </div>
      <div>
        <p>{licence.holderName}</p>
        <p className={styles.figures}>{licence.number}</p>
      </div>
      <div className={styles.foot}>
        <span>
          {t('facts.validTo')} {validTo ? format.date(`${validTo}T12:00:00+08:00`) : t('facts.noEnd')}
        </span>
        {state === 'valid' && daysLeft !== null ? (
          <span className={daysLeft <= soon ? styles.soon : undefined}>{t('wallet.daysLeft', { count: daysLeft })}</span>
        ) : null}
      </div>
    </li>
  );
}
