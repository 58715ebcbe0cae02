import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../schema/contracts/drafts.ts';
import type { Field } from '../../../schema/forms/form.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { answerText } from '../../ui/answers/answer-text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { differingFields } from '../form/same-answers.ts';
import { useDraftWork } from './draft-context.ts';
import styles from './ConflictDialog.module.css';

/** Two devices changed the same draft: shows where they differ and asks which to keep. Nothing is lost before the choice. */
export function ConflictDialog({ theirs }: { theirs: Draft }) {
  const { t } = useTranslation(['applicant', 'common']);
  const { pick } = useLanguage();
  const format = useFormat();
  const { item, answers, keeper } = useDraftWork();
  const fields = item.form.sections.flatMap((section) => section.fields);
  const differing = differingFields(answers, theirs.answers);
  const words = { pick, yes: t('common:yes'), no: t('common:no'), number: format.number, list: format.list };
  const said = (field: Field, value: unknown): string =>
    (field.type === 'table' ? `${Array.isArray(value) ? value.length : 0}` : answerText(field, value, words)) ?? t('common:notFilled');
  return (
    <Dialog title={t('conflict.title')}>
      <p>{t('conflict.detail', { time: format.dateTime(theirs.updatedAt) })}</p>
      <table className={styles.table}>
        <caption>{t('conflict.differences')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('conflict.field')}</th>
            <th scope="col">{t('conflict.here')}</th>
            <th scope="col">{t('conflict.there')}</th>
          </tr>
        </thead>
        <tbody>
          {fields
            .filter((field) => differing.includes(field.name))
            .map((field) => (
              <tr key={field.name}>
                <th scope="row">{pick(field.label)}</th>
                <td>{said(field, answers[field.name])}</td>
                <td>{said(field, theirs.answers[field.name])}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className={styles.choices}>
        <button type="button" className="button" onClick={() => keeper.resolve('mine')}>
          {t('conflict.mine')}
        </button>
        <button type="button" className="button quiet" onClick={() => keeper.resolve('theirs')}>
          {t('conflict.theirs')}
        </button>
      </div>
    </Dialog>
  );
}
