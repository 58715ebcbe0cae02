import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { Facts } from '../../ui/page/Facts.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { CopyButton } from './CopyButton.tsx';
import { QrCode } from './QrCode.tsx';
import { receiptOf } from './receipt-store.ts';
import styles from './ReceiptPage.module.css';

/** The confirmation: case number, query code, QR code, what comes next; prints on one sheet. */
export function ReceiptPage() {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  const { caseNumber = '' } = useParams();
  const receipt = receiptOf(caseNumber);
  if (!receipt) {
    return (
      <Page title={t('receipt.document')}>
        <p>{t('receipt.gone')}</p>
        <Link className="button" to={`/cases/${caseNumber}`}>
          {t('apply.toCase')}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t('receipt.title')}>
      <p className={styles.lead}>{t('receipt.lead', { time: format.dateTime(receipt.submittedAt) })}</p>
      <article className={styles.sheet} aria-label={t('receipt.document')}>
        <p className={styles.documentTitle}>{t('receipt.document')}</p>
        <h2>{t('receipt.caseNumber')}</h2>
        <p className={styles.number}>
          <CaseNumberText value={receipt.caseNumber} size="large" />
          <CopyButton text={receipt.caseNumber} />
        </p>
        <div className={styles.codes}>
          <div>
            <h2>{t('receipt.queryCode')}</h2>
            <p className={styles.number}>
              <span className={styles.code}>{receipt.queryCode}</span>
              <CopyButton text={receipt.queryCode} />
            </p>
            <p className={styles.once}>{t('receipt.once')}</p>
          </div>
          <figure>
            <QrCode text={receipt.trackingUrl} alt={t('receipt.qrAlt')} />
            <figcaption>{t('receipt.qr')}</figcaption>
          </figure>
        </div>
        <Facts
          dense
          facts={[
            { label: t('receipt.item'), value: pick(receipt.itemName) },
            { label: t('receipt.office'), value: pick(receipt.organisationName) },
            { label: t('receipt.time'), value: format.dateTime(receipt.submittedAt) },
          ]}
        />
      </article>
      <p className={styles.actions}>
        <Link className="button" to={`/cases/${receipt.caseNumber}`}>
          {t('apply.toCase')}
        </Link>
        <button type="button" className="button quiet" onClick={() => window.print()}>
          {t('receipt.print')}
        </button>
      </p>
      <h2>{t('receipt.next')}</h2>
      <ol>
        <li>{t('receipt.next1')}</li>
        <li>{t('receipt.next2')}</li>
        <li>{t('receipt.next3')}</li>
      </ol>
    </Page>
  );
}
