import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, Field, Form } from '../../../schema/forms/form.ts';
import { visibleFields } from '../../../schema/forms/visible.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../use-format.ts';
import { answerText } from './answer-text.ts';
import { AnswersTable } from './AnswersTable.tsx';
import styles from './AnswersView.module.css';

interface Props {
  form: Form;
  answers: Answers;
  /** Beside a section's title: a link to change it, for example. */
  sectionAside?: (sectionId: string) => ReactNode;
  /** Under a field's answer: a mark, or the control that makes one. `path` is the field's name. */
  fieldAside?: (path: string) => ReactNode;
  headingLevel?: 2 | 3;
}

/** What the applicant answered, section by section, as the form shows it for these answers. Read only. */
export function AnswersView({ form, answers, sectionAside, fieldAside, headingLevel = 2 }: Props) {
  const { pick } = useLanguage();
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <>
      {form.sections.map((section) => (
        <section key={section.id} className={styles.section}>
          <div className={styles.head}>
            <Heading>{pick(section.title)}</Heading>
            {sectionAside?.(section.id)}
          </div>
          <dl className={styles.answers}>
            {visibleFields(section, answers).map((field) => (
              <div key={field.name}>
                <dt>{pick(field.label)}</dt>
                <dd>
                  <Answer field={field} value={answers[field.name]} />
                  {fieldAside?.(field.name)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Answer({ field, value }: { field: Field; value: unknown }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const format = useFormat();
  if (field.type === 'table' && Array.isArray(value) && value.length > 0) return <AnswersTable field={field} rows={value} />;
  const words = { pick, yes: t('yes'), no: t('no'), number: format.number, list: format.list };
  const text = field.type === 'table' ? null : answerText(field, value, words);
  return text === null ? <span className={styles.nothing}>{t('notFilled')}</span> : <>{text}</>;
}
