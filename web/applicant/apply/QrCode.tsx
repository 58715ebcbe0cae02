import { useEffect, useState } from 'react';
import styles from './QrCode.module.css';

/** A QR code as a picture; the library comes only when one is shown. */
export function QrCode({ text, alt }: { text: string; alt: string }) {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void import('qrcode')
      .then((qr) => qr.toDataURL(text, { width: 480, margin: 1, errorCorrectionLevel: 'M' }))
      .then((drawn) => {
        if (!gone) setPicture(drawn);
      });
    return () => {
      gone = true;
    };
  }, [text]);
  return <div className={styles.frame}>{picture ? <img src={picture} alt={alt} width={176} height={176} /> : null}</div>;
}
