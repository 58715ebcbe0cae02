import { useQuery } from '@tanstack/react-query';
import { Empty, Select, Spin, Table } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { call } from '../../api/call.ts';
import { drawn } from '../editor/diagram.ts';
import { LoadProblem } from '../LoadProblem.tsx';
import { useViewer } from '../use-viewer.ts';

/** How often the counts are read anew while the page is open, in ms. */
const refresh = 10_000;

/** Where the running cases of one item are, element by element, version by version. */
export function LiveMapPage() {
  const { itemId = '' } = useParams();
  const { t } = useTranslation('designer');
  const [asked, setAsked] = useState<number | null>(null);
  const versions = useQuery({
    queryKey: ['definitions', itemId, 'versions'],
    queryFn: () => call(routes.definitions.versions, { params: { itemId } }),
  });
  const counts = useQuery({
    queryKey: ['definitions', itemId, 'running'],
    queryFn: () => call(routes.definitions.running, { params: { itemId } }),
    refetchInterval: refresh,
  });
  const shown = asked ?? versions.data?.find((version) => version.inForce)?.version ?? null;
  const version = useQuery({
    queryKey: ['definitions', itemId, 'version', shown],
    queryFn: () => call(routes.definitions.version, { params: { itemId, version: shown ?? 0 } }),
    enabled: shown !== null,
    staleTime: Infinity,
  });
  const { container, diagram } = useViewer(version.data?.bpmn ?? null);
  const rows = (counts.data ?? []).filter((row) => row.version === shown);

  useEffect(() => {
    if (!diagram) return;
    const overlays = diagram.get('overlays');
    overlays.remove({ type: 'running' });
    for (const row of rows) {
      if (drawn(diagram, [row.element]).length === 0) continue;
      const badge = document.createElement('div');
      badge.className = row.overdue > 0 ? 'running-badge running-overdue' : 'running-badge';
      badge.textContent = row.overdue > 0 ? `${row.cases} / ${row.overdue}` : String(row.cases);
      overlays.add(row.element, 'running', { position: { top: -14, left: -10 }, html: badge });
    }
  });

  const error = versions.error ?? counts.error ?? version.error;
  if (error)
    return <LoadProblem error={error} onRetry={() => void Promise.all([versions.refetch(), counts.refetch(), version.refetch()])} />;
  const nameOf = (element: string) => diagram?.get('elementRegistry').get(element)?.businessObject.name || element;

  return (
    <section className="designer-page">
      <p>
        <Link to={`/designer/${itemId}`}>{t('versions.back')}</Link>
      </p>
      <h1>{t('live.title')}</h1>
      <p className="designer-lead">{t('live.lead')}</p>
      <Select
        aria-label={t('live.version')}
        value={shown}
        options={(versions.data ?? []).map((one) => ({
          value: one.version,
          label: `${t('versions.version', { version: one.version })} · ${t('versions.running', { count: one.running })}`,
        }))}
        onChange={(next) => setAsked(next)}
      />
      <div className="live-canvas-frame">
        {!diagram && <Spin className="editor-spin" />}
        <div ref={container} className="live-canvas" role="group" aria-label={t('live.title')} />
      </div>
      {rows.length === 0 ? (
        <Empty description={t('live.none')} />
      ) : (
        <Table
          rowKey="element"
          pagination={false}
          dataSource={rows}
          columns={[
            { title: t('live.element'), render: (_, row) => nameOf(row.element) },
            { title: t('live.cases'), dataIndex: 'cases', align: 'right', width: 120 },
            { title: t('live.overdue'), dataIndex: 'overdue', align: 'right', width: 120 },
          ]}
        />
      )}
    </section>
  );
}
