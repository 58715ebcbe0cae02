import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import { useRead } from '../../api/use-read.ts';
import { AnswersView } from '../../ui/answers/AnswersView.tsx';
import { MaterialList } from './MaterialList.tsx';

interface Props {
  view: CaseView;
  /** Beside each answer and material, e.g. to ask for its correction. */
  aside?: (target: Mark['target'], path: string) => ReactNode;
  /** Materials that concern the reader's department first. */
  first?: readonly string[];
}

/** The applicant's answers and materials. */
export function ApplicationView({ view, aside, first = [] }: Props) {
  const { t } = useTranslation('staff');
  const { form, answers, files, itemId } = view;
  const item = useRead(routes.catalogue.get, { params: { itemId } }, { staleTime: 300_000 });
  return (
    <>
      {form && answers && <AnswersView form={form} answers={answers} fieldAside={aside && ((path) => aside('field', path))} />}
      <section aria-labelledby="materials-title">
        <h2 id="materials-title">{t('task.materials')}</h2>
        <MaterialList
          materials={item.data?.guide.materials ?? []}
          files={files}
          first={first}
          aside={aside && ((code) => aside('material', code))}
        />
      </section>
    </>
  );
}
