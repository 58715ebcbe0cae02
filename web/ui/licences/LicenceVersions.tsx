import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { Tag } from '../StatusTag.tsx';
import { useFormat } from '../use-format.ts';
import styles from './LicenceVersions.module.css';

/** All versions, newest first, each with its paper and the case that made it. */
export function LicenceVersions({ licence, caseAddress }: { licence: LicenceView; caseAddress: string }) {
  const { t } = useTranslation('licences');
  const format = useFormat();
  return (
    <ul className={styles.versions}>
      {licence.versions.map(({ identifier, version, cause, issuedAt, caseNumber, document }) => (
        <li key={identifier}>
          <div>
            <p>
              {t('facts.versionNumber', { version })} · {t(`wallet.cause.${cause}`)} · {format.date(issuedAt)}{' '}
              {version === licence.version ? <Tag tone="brand">{t('wallet.current')}</Tag> : null}
            </p>
            <p className={styles.soft}>{identifier}</p>
          </div>
          <span className={styles.acts}>
            <Link to={`${caseAddress}/${caseNumber}`}>{t('wallet.case')}</Link>
            {document ? (
              <a href={`/api/documents/${encodeURIComponent(document.id)}/content`} target="_blank" rel="noreferrer">
                PDF
              </a>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
