import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { Form } from '../../../schema/forms/form.ts';
import { visibleFields } from '../../../schema/forms/visible.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { FieldInput } from '../form/FieldInput.tsx';
import { useShownErrors } from '../form/use-shown-errors.ts';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { useDraftWork } from './draft-context.ts';
import { sectionErrors } from './progress.ts';
import styles from './SectionPage.module.css';

/** One section of the form. */
export function SectionPage() {
  const { sectionId } = useParams();
  const { item } = useDraftWork();
  const index = item.form.sections.findIndex((section) => section.id === sectionId);
  const section = item.form.sections[index];
  return section ? <SectionForm key={section.id} section={section} index={index} /> : <NotFoundPage />;
}

function SectionForm({ section, index }: { section: Form['sections'][number]; index: number }) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const { draft, item, answers, keeper } = useDraftWork();
  const { form } = item;
  const { attempt, check, errorAt, lines } = useShownErrors(form, sectionErrors(form, section, answers));
  const home = `/apply/${draft.id}`;
  const following = form.sections[index + 1];
  const next = following ? `${home}/sections/${following.id}` : `${home}/materials`;

  const goOn = (event: FormEvent): void => {
    event.preventDefault();
    void keeper.flush();
    if (check()) void navigate(next);
  };
  const leave = (): void => {
    void keeper.flush();
    void navigate(home);
  };
  return (
    <Page
      title={pick(section.title)}
      caption={t('section.of', { index: index + 1, total: form.sections.length })}
      back={{ to: home, label: t('section.backToTasks') }}
    >
      <ErrorSummary lines={lines} attempt={attempt} />
      {section.hint ? <p className={styles.hint}>{pick(section.hint)}</p> : null}
      <form onSubmit={goOn} noValidate>
        {visibleFields(section, answers).map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            path={field.name}
            value={answers[field.name]}
            onChange={(value) => keeper.change(field.name, value)}
            onLeave={() => void keeper.flush()}
            errorAt={errorAt}
          />
        ))}
        <div className={styles.actions}>
          <button type="submit" className="button">
            {t('section.continue')}
          </button>
          <button type="button" className="button quiet" onClick={leave}>
            {t('section.later')}
          </button>
        </div>
      </form>
    </Page>
  );
}
