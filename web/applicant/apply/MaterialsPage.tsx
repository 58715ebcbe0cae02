import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { MaterialUploads } from '../materials/MaterialUploads.tsx';
import { ReuseLicence } from '../materials/ReuseLicence.tsx';
import { useUploads } from '../../ui/uploads/use-uploads.ts';
import { SignPromise } from '../promises/SignPromise.tsx';
import { useDraftWork } from './draft-context.ts';
import { usePromised } from './use-promised.ts';
import { missingMaterials } from './progress.ts';
import styles from './SectionPage.module.css';

/** All materials of the item, uploaded to the draft as soon as they are chosen. */
export function MaterialsPage() {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { draft, item } = useDraftWork();
  const promised = usePromised(draft.id);
  const [attempt, setAttempt] = useState(0);
  const [arrived, setArrived] = useState('');
  const uploads = useUploads({
    target: `draft:${draft.id}`,
    onDone: (file) => {
      setArrived(t('upload.done', { name: file.name }));
      void client.invalidateQueries({ queryKey: [routes.drafts.get.path] });
    },
  });
  const missing = attempt > 0 ? missingMaterials(item.guide.materials, draft.files, promised) : [];
  const sentenceFor = (code: string): string | undefined => {
    const material = missing.find((one) => one.code === code);
    return material ? t('upload.missing', { material: pick(material.name) }) : undefined;
  };
  const home = `/apply/${draft.id}`;
  const goOn = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (missingMaterials(item.guide.materials, draft.files, promised).length === 0) void navigate(`${home}/check`);
  };
  return (
    <Page title={t('upload.title')} back={{ to: home, label: t('section.backToTasks') }}>
      <ErrorSummary
        attempt={attempt}
        lines={missing.map((material) => ({ message: sentenceFor(material.code)!, target: `material-${material.code}` }))}
      />
      <p className={styles.hint}>{t('upload.lead')}</p>
      <form onSubmit={goOn} noValidate>
        <MaterialUploads
          materials={item.guide.materials}
          files={draft.files}
          uploads={uploads}
          refreshes={[routes.drafts.get]}
          errorAt={sentenceFor}
          asideFor={(material) => (
            <>
              {material.type === 'licence' ? <ReuseLicence draftId={draft.id} material={material} onDone={setArrived} /> : null}
              {material.promise && !draft.files.some((file) => file.materialCode === material.code) ? (
                <SignPromise draftId={draft.id} material={material} />
              ) : null}
            </>
          )}
        />
        <p className="visually-hidden" role="status">
          {arrived}
        </p>
        <div className={styles.actions}>
          <button type="submit" className="button" disabled={uploads.busy}>
            {t('upload.continue')}
          </button>
        </div>
      </form>
    </Page>
  );
}
