import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { DefinitionVersion } from '../../../schema/contracts/definitions.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useErrorSentence } from '../../ui/use-error-sentence.ts';
import { MappingTable, mappingOf } from './MappingTable.tsx';
import type { Chosen } from './MappingTable.tsx';

interface Props {
  itemId: string;
  /** Newest first; at least two. */
  versions: DefinitionVersion[];
  onTried: (batchId: string) => void;
}

/** In the select, for the cases of all versions but the one they go to. */
const every = 0;

/** From which version to which, what is what, and the trial. */
export function TrialForm({ itemId, versions, onTried }: Props) {
  const { t } = useTranslation('migrations');
  const sentence = useErrorSentence();
  const [to, setTo] = useState(versions[0]!.version);
  const [from, setFrom] = useState(() => fullest(versions.slice(1)).version);
  const [chosen, setChosen] = useState<Chosen>({});
  const isSame = from === to;
  const one = from !== every && !isSame;
  const mapping = useRead(routes.migrations.mapping, { params: { itemId }, query: { from: from || to, to } }, { enabled: one });
  const tryIt = useCommand(routes.migrations.try, { onSuccess: ({ id }) => onTried(id) });
  const label = ({ version, running }: DefinitionVersion) => t('versionRunning', { version, count: running });
  const rows = (one ? mapping.data?.rows : undefined) ?? [];
  const start = () =>
    tryIt.mutate({ params: { itemId }, body: { from: from === every ? null : from, to, mapping: mappingOf(rows, chosen) } });
  return (
    <>
      <h2>{t('choose')}</h2>
      <div className="migration-pair">
        <label>
          <span>{t('from')}</span>
          <Select
            aria-label={t('from')}
            value={from}
            options={[
              ...versions.map((version) => ({ value: version.version, label: label(version) })),
              { value: every, label: t('everyOther') },
            ]}
            onChange={(version: number) => {
              setFrom(version);
              setChosen({});
            }}
          />
        </label>
        <label>
          <span>{t('to')}</span>
          <Select
            aria-label={t('to')}
            value={to}
            options={versions.map(({ version }) => ({ value: version, label: t('version', { version }) }))}
            onChange={(version: number) => {
              setTo(version);
              setChosen({});
            }}
          />
        </label>
      </div>
      {isSame && <p className="panel-error">{t('sameVersion')}</p>}
      {!isSame && (
        <>
          <h2>{t('mapping.title')}</h2>
          <p className="designer-lead">{t(from === every ? 'mapping.every' : 'mapping.lead')}</p>
        </>
      )}
      {mapping.error && <Alert type="error" showIcon title={sentence(mapping.error)} />}
      {one && mapping.data && (
        <MappingTable
          rows={rows}
          targets={mapping.data.targets}
          chosen={chosen}
          onChoose={(element, target) => setChosen((before) => ({ ...before, [element]: target }))}
        />
      )}
      <p className="migration-try">
        <Button type="primary" disabled={isSame || (one && !mapping.data) || tryIt.isPending} onClick={start}>
          {t('try')}
        </Button>
        <span className="migration-why">{t('tryHint')}</span>
      </p>
      {tryIt.error && <Alert type="error" showIcon title={sentence(tryIt.error)} />}
    </>
  );
}

/** The version with most running cases; the newest of several. */
const fullest = (versions: DefinitionVersion[]): DefinitionVersion =>
  versions.reduce((best, version) => (version.running > best.running ? version : best));
