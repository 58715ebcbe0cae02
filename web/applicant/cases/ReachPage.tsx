import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { ChoiceForm } from '../service/ChoiceForm.tsx';
import { SignInGate } from '../SignInGate.tsx';

/** How the papers of a running case shall reach the applicant from now on. */
export function ReachPage() {
  const { t } = useTranslation(['service', 'applicant']);
  const navigate = useNavigate();
  const { caseNumber = '' } = useParams();
  const params = { caseNumber };
  const read = useRead(routes.service.ofCase, { params });
  const save = useCommand(routes.service.choose, {
    invalidates: [routes.service.ofCase],
    onSuccess: () => void navigate(`/cases/${caseNumber}`),
  });
  const title = t('choose.title');
  return (
    <SignInGate title={title}>
      <ReadPage title={title} read={read}>
        {(view) => (
          <Page title={title} back={{ to: `/cases/${caseNumber}`, label: t('applicant:challenge.back') }}>
            <ChoiceForm
              view={view}
              busy={save.isPending}
              error={save.error}
              save={t('choose.saveAndBack')}
              onSave={(body) => save.mutate({ params, body })}
            />
          </Page>
        )}
      </ReadPage>
    </SignInGate>
  );
}
