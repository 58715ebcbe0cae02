import { Alert, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { usePreview } from './use-preview.ts';

type Props = ReturnType<typeof usePreview> & { name: string; isUsable: boolean };

/** The pages as they will be issued, with sample data; the PDF itself is a click away. */
export function PreviewPane({ shown, failure, drawing, name, isUsable }: Props) {
  const { t, i18n } = useTranslation('documents');
  const code = failure && i18n.exists(`failures.${failure.code}`, { ns: 'documents' }) ? failure.code : 'document-other';
  return (
    <section className="template-preview" aria-label={t('templates.preview')}>
      <header>
        <h2>{t('templates.preview')}</h2>
        <span role="status">{drawing ? t('templates.previewDrawing') : isUsable ? '' : t('templates.previewOld')}</span>
        {shown && (
          <a href={`/api/document-previews/${encodeURIComponent(shown.id)}/content`} target="_blank" rel="noreferrer">
            {t('templates.previewPdf')}
          </a>
        )}
      </header>
      {failure && (
        <Alert
          type="error"
          showIcon
          title={t('templates.previewFailed')}
          description={t(`failures.${code as 'document-other'}`, { message: failure.message })}
        />
      )}
      {!shown && !failure && isUsable && <Spin />}
      {shown && <img src={shown.picture} alt={t('templates.previewAlt', { name })} />}
    </section>
  );
}
