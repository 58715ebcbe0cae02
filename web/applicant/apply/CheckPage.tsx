import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AnswersView } from '../../ui/answers/AnswersView.tsx';
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { useFieldSentence } from '../form/use-field-sentence.ts';
import { FilesByMaterial } from '../materials/FilesByMaterial.tsx';
import { useDraftWork } from './draft-context.ts';
import { writeLocalCopy } from './local-copy.ts';
import { missingMaterials, sectionErrors } from './progress.ts';
import { usePromised } from './use-promised.ts';
import { rememberReceipt } from './receipt-store.ts';
import styles from './CheckPage.module.css';

/** Everything once more, the declaration, and the submission. */
export function CheckPage() {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { draft, item, answers, keeper } = useDraftWork();
  const sentence = useFieldSentence(item.form);
  const promised = usePromised(draft.id);
  const [declared, setDeclared] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [unsaved, setUnsaved] = useState(false);
  const home = `/apply/${draft.id}`;
  const submit = useCommand(routes.drafts.submit, {
    invalidates: [routes.drafts.list, routes.cases.mine],
    onSuccess: (receipt) => {
      rememberReceipt(receipt);
      writeLocalCopy(draft.id, null);
      void navigate(`/receipts/${receipt.caseNumber}`, { replace: true });
    },
    onError: () => void client.invalidateQueries({ queryKey: [routes.drafts.get.path] }),
  });

  const wrong: SummaryLine[] = [
    ...item.form.sections.flatMap((section) =>
      sectionErrors(item.form, section, answers).map((error) => ({ message: sentence(error), to: `${home}/sections/${section.id}` })),
    ),
    ...missingMaterials(item.guide.materials, draft.files, promised).map((material) => ({
      message: t('upload.missing', { material: pick(material.name) }),
      to: `${home}/materials`,
    })),
  ];
  const undeclared = declared ? [] : [{ message: t('check.declareRequired'), target: 'declaration' }];
  const refused = (submit.error?.fields ?? []).map((field) => ({ message: field.message || field.path }));
  const lines = attempt > 0 ? [...wrong, ...undeclared, ...(unsaved ? [{ message: t('check.unsaved') }] : []), ...refused] : [];

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (wrong.length > 0 || !declared || submit.isPending) return;
    const saved = await keeper.flush();
    setUnsaved(!saved);
    if (saved) submit.mutate({ params: { draftId: draft.id }, body: { revision: keeper.savedRevision, declaration: true } });
  };
  return (
    <Page title={t('check.title')} back={{ to: home, label: t('section.backToTasks') }}>
      <ErrorSummary error={submit.error} lines={lines} attempt={attempt} />
      <p className={styles.lead}>{t('check.lead')}</p>
      <div className={styles.sheet}>
        <AnswersView
          form={item.form}
          answers={answers}
          sectionAside={(id) => {
            const section = item.form.sections.find((one) => one.id === id);
            return (
              <Link to={`${home}/sections/${id}`} aria-label={t('check.changeSection', { section: section ? pick(section.title) : '' })}>
                {t('check.change')}
              </Link>
            );
          }}
        />
        <FilesByMaterial
          materials={item.guide.materials}
          files={draft.files}
          aside={
            <Link to={`${home}/materials`} aria-label={t('check.changeMaterials')}>
              {t('check.change')}
            </Link>
          }
        />
      </div>
      <form onSubmit={(event) => void send(event)} noValidate>
        <h2>{t('check.declaration')}</h2>
        <label className={styles.declaration}>
          <input
            id="declaration"
            type="checkbox"
            checked={declared}
            aria-invalid={(attempt > 0 && !declared) || undefined}
            onChange={(event) => setDeclared(event.target.checked)}
          />
          <span>{t('check.declare')}</span>
        </label>
        <button type="submit" className="button" aria-disabled={submit.isPending}>
          {submit.isPending ? t('check.submitting') : t('check.submit')}
        </button>
      </form>
    </Page>
  );
}
