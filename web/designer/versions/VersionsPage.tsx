import { useQuery } from '@tanstack/react-query';
import { Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { DefinitionVersion } from '../../../schema/contracts/definitions.ts';
import { call } from '../../api/call.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { LoadProblem } from '../LoadProblem.tsx';
import { useFormat } from '../use-format.ts';
import { DiffView } from './DiffView.tsx';

/** The immutable versions of one item's definition, and what differs between any two. */
export function VersionsPage() {
  const { itemId = '' } = useParams();
  const { t } = useTranslation('designer');
  const format = useFormat();
  const [pair, setPair] = useState<[number, number] | null>(null);
  const list = useQuery({
    queryKey: ['definitions', itemId, 'versions'],
    queryFn: () => call(routes.definitions.versions, { params: { itemId } }),
  });
  if (list.error) return <LoadProblem error={list.error} onRetry={() => void list.refetch()} />;
  const versions = list.data ?? [];
  const options = versions.map(({ version }) => ({ value: version, label: t('versions.version', { version }) }));
  const chosen: [number, number] | null = pair ?? (versions.length > 1 ? [versions[1]!.version, versions[0]!.version] : null);

  return (
    <section className="designer-page">
      <p>
        <Link to={`/designer/${itemId}`}>{t('versions.back')}</Link>
        {' · '}
        <Link to={`/designer/${itemId}/migrations`}>{t('editor.migrations')}</Link>
      </p>
      <h1>{t('versions.title')}</h1>
      {list.isPending && <Spin />}
      <ol className="version-list">
        {versions.map((version, index) => (
          <li key={version.version}>
            <VersionLine version={version} format={format} />
            {versions[index + 1] && (
              <Button type="link" onClick={() => setPair([versions[index + 1]!.version, version.version])}>
                {t('versions.compare')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {chosen && (
        <>
          <h2>{t('versions.chooseTwo')}</h2>
          <div className="version-pair">
            <Select
              aria-label={t('versions.from')}
              value={chosen[0]}
              options={options}
              onChange={(from: number) => setPair([from, chosen[1]])}
            />
            <Select aria-label={t('versions.to')} value={chosen[1]} options={options} onChange={(to: number) => setPair([chosen[0], to])} />
          </div>
          <Comparison key={chosen.join('-')} itemId={itemId} from={chosen[0]} to={chosen[1]} />
        </>
      )}
    </section>
  );
}

function VersionLine({ version, format }: { version: DefinitionVersion; format: ReturnType<typeof useFormat> }) {
  const { t } = useTranslation('designer');
  // A version newer than the one in force has not taken effect yet: the server says which one is in force.
  const pending = new Date(version.effectiveAt) > new Date(version.publishedAt) && !version.inForce;
  return (
    <>
      <p className="version-head">
        <strong>{t('versions.version', { version: version.version })}</strong>
        {version.inForce && <Tag tone="ok">{t('versions.inForce')}</Tag>}
        {pending && <Tag tone="warn">{t('versions.pending')}</Tag>}
        <Tag>{t('versions.running', { count: version.running })}</Tag>
      </p>
      <p>{version.note}</p>
      <p className="version-meta">
        {t('versions.publishedBy', { name: version.publishedBy, time: format.moment(version.publishedAt) })} ·{' '}
        {t('versions.effective', { time: format.moment(version.effectiveAt) })} · {t('versions.fingerprint')}{' '}
        <code>{version.hash.slice(0, 12)}</code>
      </p>
    </>
  );
}

function Comparison({ itemId, from, to }: { itemId: string; from: number; to: number }) {
  const { t } = useTranslation('designer');
  const read = (version: number) => ({
    queryKey: ['definitions', itemId, 'version', version],
    queryFn: () => call(routes.definitions.version, { params: { itemId, version } }),
    staleTime: Infinity,
  });
  const before = useQuery(read(from));
  const after = useQuery(read(to));
  const error = before.error ?? after.error;
  if (error) return <LoadProblem error={error} onRetry={() => void Promise.all([before.refetch(), after.refetch()])} />;
  if (!before.data || !after.data) return <Spin />;
  return (
    <DiffView
      before={{ label: t('versions.version', { version: from }), bpmn: before.data.bpmn }}
      after={{ label: t('versions.version', { version: to }), bpmn: after.data.bpmn }}
    />
  );
}
