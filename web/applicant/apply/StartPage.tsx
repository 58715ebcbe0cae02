import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { SignInGate } from '../SignInGate.tsx';
import { ExistingDrafts } from './ExistingDrafts.tsx';
import { LicenceChoice } from './LicenceChoice.tsx';
import { OfficeChoice } from './OfficeChoice.tsx';

/** Before the form: which body to apply to, or which draft to go on with. */
export function StartPage() {
  const { t } = useTranslation(['applicant', 'licences']);
  const { pick } = useLanguage();
  const { itemId = '' } = useParams();
  const read = useRead(routes.catalogue.get, { params: { itemId } });
  return (
    <SignInGate title={t('start.title')}>
      <ReadPage title={t('start.title')} read={read}>
        {(item) => (
          <Page
            title={item.guide.licence.effect === 'issue' ? t('start.title') : t('licences:begin.title')}
            caption={pick(item.summary.name)}
            back={{ to: `/items/${itemId}` }}
          >
            <ExistingDrafts itemId={itemId} />
            {item.guide.licence.effect === 'issue' ? (
              <>
                <p>{t('start.lead')}</p>
                <OfficeChoice itemId={itemId} offices={item.offices} />
              </>
            ) : (
              <LicenceChoice guide={item.guide} />
            )}
          </Page>
        )}
      </ReadPage>
    </SignInGate>
  );
}
