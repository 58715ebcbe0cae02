import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TemplateSummary } from '../../../schema/contracts/documents.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { LoadProblem } from '../LoadProblem.tsx';
import { useFormat } from '../use-format.ts';
import { templateAddress } from './template-address.ts';

/** All kinds of documents with the version in force, and the items that have a template of their own. */
export function TemplatesPage() {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const list = useRead(routes.documents.templates, {});
  if (list.error) return <LoadProblem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <section className="designer-page">
      <h1>{t('templates.title')}</h1>
      <p className="designer-lead">{t('templates.lead')}</p>
      <Table<TemplateSummary>
        rowKey="kind"
        loading={list.isPending}
        dataSource={list.data ?? []}
        pagination={false}
        scroll={{ x: 640 }}
        columns={[
          {
            title: t('templates.kind'),
            render: (_, row) => (
              <>
                <Link to={templateAddress(row.kind)}>{format.text(row.name)}</Link>{' '}
                {row.hasDraft && <Tag color="gold">{t('templates.draft')}</Tag>}
              </>
            ),
          },
          { title: t('templates.version'), width: 110, render: (_, row) => t('templates.versionNumber', { version: row.version }) },
          { title: t('templates.publishedAt'), width: 190, render: (_, row) => format.moment(row.publishedAt) },
          {
            title: t('templates.own'),
            width: 240,
            render: (_, row) =>
              row.ownItems.length === 0
                ? t('templates.ownNone')
                : row.ownItems.map(({ itemId, name }) => (
                    <Link key={itemId} className="template-own" to={templateAddress(row.kind, itemId)}>
                      {format.text(name)}
                    </Link>
                  )),
          },
        ]}
      />
    </section>
  );
}
