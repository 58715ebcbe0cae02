import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import { AnswersView } from '../../ui/answers/AnswersView.tsx';
import { MarkEditor } from './MarkEditor.tsx';
import { MaterialList } from './MaterialList.tsx';
import type { DraftHandle } from './use-task-draft.ts';

/** The applicant's answers and materials; where a correction can be asked for, each can be marked. */
export function ApplicationView({ view, draft }: { view: TaskView; draft: DraftHandle }) {
  const { t } = useTranslation('staff');
  const canMark = view.open && view.decisions.some((decision) => decision.enabled && decision.requires.includes('marks'));
  const { form, answers, files } = view.case;
  return (
    <>
      {form && answers && (
        <AnswersView
          form={form}
          answers={answers}
          fieldAside={canMark ? (path) => <MarkEditor draft={draft} target="field" path={path} /> : undefined}
        />
      )}
      <section aria-labelledby="materials-title">
        <h2 id="materials-title">{t('task.materials')}</h2>
        <MaterialList files={files} aside={canMark ? (code) => <MarkEditor draft={draft} target="material" path={code} /> : undefined} />
      </section>
    </>
  );
}
