import { Alert, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Batch, Grouped } from '../../../schema/contracts/migrations.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { NameOf } from './use-names.ts';
import { useSentences } from './use-sentences.ts';

/** How a trial goes, and what it found: how many cases can go over, why the others stay, and what changes. */
export function TrialResult({ batch, nameOf }: { batch: Batch; nameOf: NameOf }) {
  const { t } = useTranslation('migrations');
  const { why, what } = useSentences(nameOf);
  const { total, looked, movable, findings, changes, state } = batch;
  if (state === 'trying') {
    return (
      <div role="status">
        <p>{t('trying', { looked, total: Math.max(total, looked) })}</p>
        <Progress percent={percentOf(looked, total)} status="active" aria-label={t('progress')} />
      </div>
    );
  }
  if (total === 0) return <Alert type="info" showIcon title={t('none')} />;
  const stay = total - movable;
  const said = stay === 0 ? t('allMovable', { total }) : movable === 0 ? t('noneMovable', { total }) : t('sum', { total, movable, stay });
  return (
    <>
      <Alert role="status" type={stay === 0 ? 'success' : 'warning'} showIcon title={said} />
      {findings.length > 0 && (
        <>
          <h3>{t('whyNot')}</h3>
          <Reasons groups={findings} sentence={why} isOfEvery={batch.from === null} />
        </>
      )}
      {changes.length > 0 && (
        <details className="migration-changes">
          <summary>{t('whatChanges', { count: changes.length })}</summary>
          <Reasons groups={changes} sentence={what} isOfEvery={batch.from === null} />
        </details>
      )}
    </>
  );
}

export const percentOf = (part: number, whole: number): number => (whole === 0 ? 100 : Math.min(100, Math.round((100 * part) / whole)));

interface ReasonsProps {
  groups: Grouped[];
  sentence: (version: number, group: Grouped) => string;
  /** Cases of several versions: each line says of which. */
  isOfEvery: boolean;
}

function Reasons({ groups, sentence, isOfEvery }: ReasonsProps) {
  const { t } = useTranslation('migrations');
  const format = useFormat();
  return (
    <ul className="migration-reasons">
      {groups.map((group) => (
        <li key={`${group.version} ${group.element} ${group.code} ${group.others.join(' ')}`}>
          <p>
            <span>{sentence(group.version, group)}</span>
            <strong>
              {t('cases', { count: group.cases })}
              {isOfEvery && ` · ${t('ofVersion', { version: group.version })}`}
            </strong>
          </p>
          <small>{t('examples', { numbers: format.list(group.examples.slice(0, 2)) })}</small>
        </li>
      ))}
    </ul>
  );
}
