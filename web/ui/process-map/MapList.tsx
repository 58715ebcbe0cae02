import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { showsCase, type MapData } from './marks.ts';
import { outlineOf } from './outline.ts';
import styles from './ProcessMap.module.css';

/** The map in words: each step with whether, when and how often the case has been there, and who holds it now. */
export function MapList({ map, open }: { map: MapData; open: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const steps = useMemo(() => outlineOf(map.bpmn), [map.bpmn]);
  const visited = new Map((map.visited ?? []).map((one) => [one.element, one]));
  const current = new Map((map.current ?? []).map((one) => [one.element, one]));
  const ahead = new Set(map.ahead ?? []);
  const plain = !showsCase(map);

  const wordsFor = (id: string): { kind: string; words: string } => {
    const now = current.get(id);
    if (now) {
      const parts = [
        t('map.current'),
        now.holder ? t('map.heldBy', { holder: now.holder }) : null,
        t('map.since', { date: format.date(now.since) }),
        now.dueAt ? t('map.due', { date: format.date(now.dueAt) }) : null,
      ];
      return { kind: 'current', words: parts.filter(Boolean).join(' · ') };
    }
    const past = visited.get(id);
    if (past) {
      const times = past.count > 1 ? ` · ${t('map.visitedTimes', { count: past.count })}` : '';
      return { kind: 'visited', words: t('map.visitedAt', { date: format.dateTime(past.lastAt) }) + times };
    }
    return ahead.has(id) ? { kind: 'ahead', words: t('map.ahead') } : { kind: 'never', words: t('map.never') };
  };

  const rank: Record<string, number> = { visited: 0, current: 1, ahead: 2, never: 3 };
  const rows = steps.map((step) => ({ ...step, ...(plain ? { kind: 'plain', words: '' } : wordsFor(step.id)) }));
  if (!plain) {
    rows.sort(
      (a, b) => rank[a.kind]! - rank[b.kind]! || (visited.get(a.id)?.firstAt ?? '').localeCompare(visited.get(b.id)?.firstAt ?? ''),
    );
  }
  return (
    <details className={styles.list} open={open}>
      <summary>{t('map.list')}</summary>
      <ol>
        {rows.map((row) => (
          <li key={row.id} className={styles[row.kind]} aria-current={row.kind === 'current' ? 'step' : undefined}>
            <span>{row.name}</span> {row.words ? <small>{row.words}</small> : null}
          </li>
        ))}
      </ol>
    </details>
  );
}
