import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { levelFor } from '../../../schema/licences/qr.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Wallet.module.css';

/** The licence's QR code as large as the screen lets it, to be held before a reader. */
export function PresentCode({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const { verifyUrl } = licence;
  const picture = useCode(verifyUrl);
  if (verifyUrl === null) return <p role="status">{t('wallet.making')}</p>;
  const document = licence.versions[0]?.document;
  return (
    <figure className={styles.present}>
      {picture ? <img src={picture} width={304} height={304} alt={t('wallet.qrAlt', { name: pick(licence.licenceName) })} /> : null}
      <figcaption>{t('wallet.qrHint')}</figcaption>
      <p>
        <a href={new URL(verifyUrl).pathname}>{t('wallet.open')}</a>
      </p>
      {document ? (
        <a className="button" href={`/api/documents/${encodeURIComponent(document.id)}/content`} download={document.name}>
          {t('wallet.download')}
        </a>
      ) : null}
    </figure>
  );
}

function useCode(text: string | null): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    if (text === null) return;
    let gone = false;
    void import('qrcode')
      .then((qr) => qr.toDataURL(text, { scale: 8, margin: 2, errorCorrectionLevel: levelFor(text) }))
      .then((drawn) => {
        if (!gone) setPicture(drawn);
      });
    return () => {
      gone = true;
    };
  }, [text]);
  return picture;
}
