import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { useRead } from '../../api/use-read.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../use-format.ts';

/** The published versions of a template, newest first: what was changed, by whom and when. */
export function TemplateVersions({ kind, itemId }: { kind: DocumentKindId; itemId: string }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const read = useRead(routes.documents.versions, { params: { kind }, query: { itemId } });
  if (!read.data || read.data.length === 0) return null;
  return (
    <section>
      <h2>{t('templates.versions')}</h2>
      <ol className="version-list">
        {read.data.map((version) => (
          <li key={version.version}>
            <p className="version-head">
              <strong>{t('templates.versionNumber', { version: version.version })}</strong>
              {version.inForce && <Tag tone="ok">{t('templates.inForce')}</Tag>}
            </p>
            <p>{version.note}</p>
            <p className="version-meta">
              {t('templates.by', { name: version.publishedBy, time: format.moment(version.publishedAt) })} ·{' '}
              <code>{version.hash.slice(0, 12)}</code>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
