import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Notice } from '../../ui/page/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** Under a denial: whether one may object, until when, or how to; and the way between a case and its re-review. */
export function ObjectionLinks({ view: { objection, subjectCase, caseNumber } }: { view: CaseView }) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <>
      {subjectCase === null ? null : (
        <p>
          <Link to={`/cases/${subjectCase}`}>{t('objection.toReviewed')}</Link>
        </p>
      )}
      {objection === null ? null : (
        <Notice tone="info" title={t('objection.title')}>
          {objection.state === 'open' && objection.until ? (
            <>
              <p>{t('objection.until', { date: format.date(objection.until), law: pick(objection.law) })}</p>
              <p>
                <Link className="button" to={`/cases/${caseNumber}/objection`}>
                  {t('objection.link')}
                </Link>
              </p>
            </>
          ) : (
            <p>{t(`objection.${objection.state === 'open' ? 'none' : objection.state}`)}</p>
          )}
          {objection.caseNumber === null ? null : (
            <p>
              <Link to={`/cases/${objection.caseNumber}`}>{t('objection.toReview')}</Link>
            </p>
          )}
        </Notice>
      )}
    </>
  );
}
