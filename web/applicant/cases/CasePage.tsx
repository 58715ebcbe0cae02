import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCaseEvents } from '../../api/use-case-events.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { SignInGate } from '../SignInGate.tsx';
import { CaseOverview } from './CaseOverview.tsx';
import { LiveMark } from './LiveMark.tsx';

/** The applicant's own case, kept up to date while the page is open. */
export function CasePage() {
  const { t } = useTranslation('applicant');
  return (
    <SignInGate title={t('case.progress')}>
      <OwnCase />
    </SignInGate>
  );
}

function OwnCase() {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const { caseNumber = '' } = useParams();
  const params = { caseNumber };
  const read = useRead(routes.cases.get, { params });
  const map = useRead(routes.cases.map, { params }, { enabled: read.data?.started === true });
  const live = useCaseEvents(read.data ? caseNumber : undefined);
  return (
    <ReadPage title={t('case.progress')} read={read}>
      {(view) => (
        <Page
          wide
          title={pick(view.itemName)}
          caption={pick(view.organisationName)}
          back={{ to: '/cases', label: t('cases.title') }}
          aside={view.endedAt ? null : <LiveMark state={live} />}
        >
          <CaseOverview view={view} map={map.data ?? null} />
        </Page>
      )}
    </ReadPage>
  );
}
