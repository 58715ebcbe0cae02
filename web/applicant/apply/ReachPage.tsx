import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { ChoiceForm } from '../service/ChoiceForm.tsx';
import { useDraftWork } from './draft-context.ts';

/** How papers shall reach the applicant, as a part of the application. */
export function ReachPage() {
  const { t } = useTranslation(['service', 'applicant']);
  const navigate = useNavigate();
  const { draft } = useDraftWork();
  const params = { draftId: draft.id };
  const read = useRead(routes.service.choiceOfDraft, { params });
  const home = `/apply/${draft.id}`;
  const save = useCommand(routes.service.chooseForDraft, {
    invalidates: [routes.service.choiceOfDraft],
    onSuccess: () => void navigate(home),
  });
  const title = t('choose.title');
  return (
    <ReadPage title={title} read={read}>
      {(view) => (
        <Page title={title} back={{ to: home, label: t('applicant:section.backToTasks') }}>
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
  );
}
