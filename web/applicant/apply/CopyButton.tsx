import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text; says that it did. Where the browser has no clipboard (no https), there is no button. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('applicant');
  const [copied, setCopied] = useState(false);
  if (!('clipboard' in navigator)) return null;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" className="text-button" onClick={copy}>
      <span role="status">{copied ? t('receipt.copied') : t('receipt.copy')}</span>
    </button>
  );
}
