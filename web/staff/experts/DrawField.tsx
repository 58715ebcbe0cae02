import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { DrawDialog } from './DrawDialog.tsx';
import './experts.css';

interface Props {
  taskId: string;
  caseNumber: string;
  /** Says what has been done. */
  onDone: (sentence: string) => void;
}

/** Who was drawn for a task, from the same read everywhere; null while none was. */
export function useDrawn(taskId: string, caseNumber: string, enabled: boolean) {
  const { data } = useRead(routes.experts.ofCase, { params: { caseNumber } }, { enabled });
  return { review: data, panel: data?.panels.find((one) => one.taskId === taskId) ?? null };
}

/** The panel that a decision sends a case to: drawn here, by the system, once. */
export function DrawField({ taskId, caseNumber, onDone }: Props) {
  const { t } = useTranslation('review');
  const [isDrawing, setDrawing] = useState(false);
  const { review, panel } = useDrawn(taskId, caseNumber, true);
  if (!review) return null;
  if (panel) {
    return (
      <section aria-label={t('experts.chosen')}>
        <strong>{t('experts.chosen')}</strong>
        <ol className="panel-chosen">
          {panel.members.map(({ id, name, organisationName }) => (
            <li key={id}>
              {name} <span className="panel-note">{organisationName}</span>
            </li>
          ))}
        </ol>
      </section>
    );
  }
  return (
    <>
      <Button block onClick={() => setDrawing(true)}>
        {t('experts.draw')}
      </Button>
      {isDrawing && (
        <DrawDialog
          taskId={taskId}
          caseNumber={caseNumber}
          review={review}
          onCancel={() => setDrawing(false)}
          onDone={(sentence) => {
            setDrawing(false);
            onDone(sentence);
          }}
        />
      )}
    </>
  );
}
