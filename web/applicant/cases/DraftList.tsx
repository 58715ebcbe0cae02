import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './MyCasesPage.module.css';

/** Applications begun and not submitted; nothing when there are none. */
export function DraftList() {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  const read = useRead(routes.drafts.list, {});
  const drafts = (read.data ?? []).filter((draft) => draft.submittedAs === null);
  if (read.error) return <ErrorSummary error={read.error} />;
  if (drafts.length === 0) return null;
  return (
    <section className={styles.drafts} aria-labelledby="drafts">
      <h2 id="drafts">{t('cases.drafts')}</h2>
      <ul className={styles.list}>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <div className={styles.head}>
              <h3>
                <Link to={`/apply/${draft.id}`}>{pick(draft.itemName)}</Link>
              </h3>
              <span aria-hidden="true">{t('cases.resume')}</span>
            </div>
            <p className={styles.facts}>
              <span>{pick(draft.organisationName)}</span>
              <span>{t('cases.draftSaved', { date: format.dateTime(draft.updatedAt) })}</span>
              <span>{t('apply.expires', { date: format.date(draft.expiresAt) })}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
