import { Empty, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawn } from '../editor/diagram.ts';
import type { Diagram } from '../editor/diagram.ts';
import { useViewer } from '../use-viewer.ts';
import { diffDiagrams } from './diagram-diff.ts';
import type { DiagramDiff } from './diagram-diff.ts';
import { useWords } from '../use-words.ts';

interface Props {
  before: { label: string; bpmn: string };
  after: { label: string; bpmn: string };
}

/** Two versions side by side: what was added, removed, changed or only moved, on the diagrams and as a list. */
export function DiffView({ before, after }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const left = useViewer(before.bpmn);
  const right = useViewer(after.bpmn);
  const [difference, setDifference] = useState<DiagramDiff | null>(null);

  useEffect(() => {
    if (!left.diagram || !right.diagram) return;
    const [a, b] = [left.diagram, right.diagram];
    diffDiagrams(a, b).then(
      (found) => {
        setDifference(found);
        mark(a, found.removed, 'diff-removed');
        mark(b, found.added, 'diff-added');
        const changed = found.changed.map((change) => change.element);
        mark(a, changed, 'diff-changed');
        mark(b, changed, 'diff-changed');
        mark(b, found.moved, 'diff-moved');
      },
      () => setDifference(null),
    );
  }, [left.diagram, right.diagram]);

  const show = (element: string) => {
    for (const diagram of [left.diagram, right.diagram]) {
      if (diagram && drawn(diagram, [element]).length > 0) diagram.get('canvas').scrollToElement(element);
    }
  };
  const rows: { kind: string; element: string; detail?: string }[] = difference
    ? [
        ...difference.added.map((element) => ({ kind: 'added', element })),
        ...difference.removed.map((element) => ({ kind: 'removed', element })),
        ...difference.changed.map(({ element, attributes }) => ({ kind: 'changed', element, detail: attributes.join(', ') })),
        ...difference.moved.map((element) => ({ kind: 'moved', element })),
      ]
    : [];
  const colours: Record<string, string> = { added: 'green', removed: 'red', changed: 'gold', moved: 'blue' };

  return (
    <div className="diff">
      <div className="diff-panes">
        <figure>
          <figcaption>{before.label}</figcaption>
          <div className="diff-canvas" ref={left.container} />
        </figure>
        <figure>
          <figcaption>{after.label}</figcaption>
          <div className="diff-canvas" ref={right.container} />
        </figure>
      </div>
      {difference && rows.length === 0 && <Empty description={t('diff.same')} />}
      <ul className="diff-list" aria-label={t('diff.list')}>
        {rows.map((row) => (
          <li key={`${row.kind}-${row.element}`}>
            <button type="button" onClick={() => show(row.element)}>
              <Tag color={colours[row.kind]}>{words(`diff.${row.kind}`)}</Tag>
              <span>{nameOf(right.diagram, left.diagram, row.element)}</span>
              {row.detail && <small>{row.detail}</small>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function mark(diagram: Diagram, elements: string[], marker: string): void {
  for (const id of drawn(diagram, elements)) diagram.get('canvas').addMarker(id, marker);
}

function nameOf(after: Diagram | null, before: Diagram | null, id: string): string {
  const element = after?.get('elementRegistry').get(id) ?? before?.get('elementRegistry').get(id);
  return element?.businessObject.name || id;
}
