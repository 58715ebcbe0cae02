import { useTranslation } from 'react-i18next';
import type { KnownDocument } from '../../../schema/contracts/documents.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../use-format.ts';
import styles from './DocumentList.module.css';

/** That documents exist, for who tracks a case by its codes: what they say is for those who sign in. */
export function KnownDocuments({ documents }: { documents: readonly KnownDocument[] }) {
  const { t } = useTranslation('documents');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <>
      <p className={styles.soft}>{t('known')}</p>
      <ul className={styles.list}>
        {documents.map((document, index) => (
          // Two of a kind may be of one day, and their order never changes.
          <li key={index}>
            <span className={styles.name}>{pick(document.name)}</span>
            <span className={styles.soft}>{format.date(`${document.issuedOn}T12:00:00+08:00`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
