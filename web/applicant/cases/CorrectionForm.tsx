import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Material } from '../../../schema/catalog/item.ts';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { Answers, Form } from '../../../schema/forms/form.ts';
import { validateForm } from '../../../schema/forms/validate.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AnswersView } from '../../ui/answers/AnswersView.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { fieldAt } from '../form/use-field-sentence.ts';
import { useShownErrors } from '../form/use-shown-errors.ts';
import { MaterialUploads } from '../materials/MaterialUploads.tsx';
import { useUploads } from '../../ui/uploads/use-uploads.ts';
import { askedAt, isNew, sectionsToCorrect, untouchedMarks } from './correction-work.ts';
import { CorrectionSections } from './CorrectionSections.tsx';
import { MarkList } from './MarkList.tsx';
import { useKeptAnswers } from './use-kept-answers.ts';

interface Props {
  view: CaseView;
  correction: NonNullable<CaseView['correction']>;
  form: Form;
  /** As submitted. */
  before: Answers;
  materials: readonly Material[];
}

/** The marked sections and materials to work on, each mark at its place; the rest to read; one submission. */
export function CorrectionForm({ view, correction, form, before, materials }: Props) {
  const { t } = useTranslation(['applicant', 'errors']);
  const { pick } = useLanguage();
  const format = useFormat();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { caseNumber, step } = view;
  const { marks } = correction;
  const { answers, change, restored, forget } = useKeptAnswers(`correction:${caseNumber}:${correction.round}`, before);
  const { attempt, check, errorAt, lines } = useShownErrors(form, validateForm(form, answers).errors);
  const [warned, setWarned] = useState(false);
  const refresh = (): void => void client.invalidateQueries({ queryKey: [routes.cases.get.path] });
  const uploads = useUploads({ target: `case:${caseNumber}`, onDone: refresh });
  const correct = useCommand(routes.cases.correct, {
    invalidates: [routes.cases.get, routes.cases.map, routes.cases.mine],
    onSuccess: () => {
      forget();
      void navigate(`/cases/${caseNumber}`);
    },
    onError: refresh,
  });

  const since = askedAt(view);
  const untouched = untouchedMarks(marks, before, answers, view.files, since);
  const labelOf = (path: string): string => {
    const material = materials.find((one) => one.code === path);
    const found = material ?? fieldAt(form, path)?.field;
    return found
      ? pick('name' in found && typeof found.name === 'object' ? found.name : (found as { label: Material['name'] }).label)
      : path;
  };
  const shown = sectionsToCorrect(form, marks, { ...before, ...answers });
  const markedMaterials = materials.filter((material) => marks.some((mark) => mark.target === 'material' && mark.path === material.code));
  const markAt = (target: 'field' | 'material') => (path: string) =>
    marks
      .filter((mark) => mark.target === target && mark.path === path)
      .map((mark) => mark.message)
      .join('\n') || undefined;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!check() || correct.isPending) return;
    if (untouched.length > 0 && !warned) return setWarned(true);
    correct.mutate({ params: { caseNumber }, body: { step, answers } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary error={correct.error} lines={lines} attempt={attempt} />
      {restored ? <Notice>{t('correction.kept')}</Notice> : null}
      <p>
        {t('correction.lead')}{' '}
        {correction.dueAt ? <strong>{t('case.correctionDue', { date: format.date(correction.dueAt) })}</strong> : null}
      </p>
      {correction.note ? <Notice title={t('correction.note')}>{correction.note}</Notice> : null}
      <MarkList marks={marks} labelOf={labelOf} untouched={untouched} />
      <CorrectionSections sections={shown} answers={answers} change={change} errorAt={errorAt} markAt={markAt('field')} />
      <MaterialUploads
        materials={markedMaterials}
        files={view.files}
        uploads={uploads}
        refreshes={[routes.cases.get]}
        markAt={markAt('material')}
        mayRemove={(file) => isNew(file, since)}
      />
      {warned && untouched.length > 0 ? (
        <Notice tone="warn" title={t('correction.unchangedTitle')}>
          <ul>
            {untouched.map((mark) => (
              <li key={mark.path}>
                {t(mark.target === 'field' ? 'correction.unchanged' : 'correction.materialUnchanged', { label: labelOf(mark.path) })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <p role="status">
        <button type="submit" className="button" aria-disabled={correct.isPending || uploads.busy}>
          {warned && untouched.length > 0 ? t('correction.submitAnyway') : t('correction.submit')}
        </button>
      </p>
      <details>
        <summary>{t('correction.other')}</summary>
        <AnswersView form={{ ...form, sections: form.sections.filter((section) => !shown.includes(section)) }} answers={answers} />
      </details>
    </form>
  );
}
