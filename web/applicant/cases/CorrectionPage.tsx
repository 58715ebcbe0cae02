import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { SignInGate } from '../SignInGate.tsx';
import { CorrectionForm } from './CorrectionForm.tsx';

/** Answering a correction notice. */
export function CorrectionPage() {
  const { t } = useTranslation('applicant');
  return (
    <SignInGate title={t('correction.title')}>
      <Correction />
    </SignInGate>
  );
}

function Correction() {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const { caseNumber = '' } = useParams();
  const read = useRead(routes.cases.get, { params: { caseNumber } });
  const itemId = read.data?.itemId ?? '';
  const item = useRead(routes.catalogue.get, { params: { itemId } }, { enabled: itemId !== '' });
  const title = t('correction.title');
  const back = { to: `/cases/${caseNumber}`, label: t('apply.toCase') };
  return (
    <ReadPage title={title} read={read}>
      {(view) =>
        view.correction && view.form && view.answers ? (
          <ReadPage title={title} read={item}>
            {(detail) => (
              <Page title={title} caption={pick(view.itemName)} back={back}>
                <CorrectionForm
                  view={view}
                  correction={view.correction!}
                  form={view.form!}
                  before={view.answers!}
                  materials={detail.guide.materials}
                />
              </Page>
            )}
          </ReadPage>
        ) : (
          <Page title={title} back={back}>
            <p>{t('correction.notNeeded')}</p>
            <Link className="button" to={`/cases/${caseNumber}`}>
              {t('apply.toCase')}
            </Link>
          </Page>
        )
      }
    </ReadPage>
  );
}
