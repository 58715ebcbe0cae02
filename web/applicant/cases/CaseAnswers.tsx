import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { AnswersView } from '../../ui/answers/AnswersView.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { FilesByMaterial } from '../materials/FilesByMaterial.tsx';
import styles from './CaseOverview.module.css';

/** What was submitted, folded away until asked for. */
export function CaseAnswers({ view }: { view: CaseView }) {
  const { t } = useTranslation('applicant');
  const item = useRead(routes.catalogue.get, { params: { itemId: view.itemId } }, { staleTime: 300_000 });
  return (
    <Card title={t('case.answers')}>
      <details className={styles.answers}>
        <summary>{t('case.showAnswers')}</summary>
        {view.form && view.answers ? <AnswersView form={view.form} answers={view.answers} headingLevel={3} /> : null}
        <FilesByMaterial materials={item.data?.guide.materials ?? []} files={view.files} />
      </details>
    </Card>
  );
}
