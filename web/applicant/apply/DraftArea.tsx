import { useTranslation } from 'react-i18next';
import { Link, Route, Routes, useParams } from 'react-router';
import type { ItemDetail } from '../../../schema/contracts/catalogue.ts';
import type { Draft } from '../../../schema/contracts/drafts.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { SignInGate } from '../SignInGate.tsx';
import { CheckPage } from './CheckPage.tsx';
import { ChangedNotice } from './ChangedNotice.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { DraftContext } from './draft-context.ts';
import { MaterialsPage } from './MaterialsPage.tsx';
import { ReachPage } from './ReachPage.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import { SectionPage } from './SectionPage.tsx';
import { TaskListPage } from './TaskListPage.tsx';
import { useKeeper } from './use-keeper.ts';

/** Everything between beginning an application and submitting it. */
export function DraftArea() {
  const { t } = useTranslation('applicant');
  const { draftId = '' } = useParams();
  const draft = useRead(routes.drafts.get, { params: { draftId } });
  const itemId = draft.data?.itemId ?? '';
  const item = useRead(routes.catalogue.get, { params: { itemId } }, { enabled: itemId !== '' });
  const title = t('apply.tasks');
  return (
    <SignInGate title={title}>
      <ReadPage title={title} read={draft}>
        {(found) =>
          found.submittedAs !== null ? (
            <Page title={t('apply.submittedTitle')}>
              <Link className="button" to={`/cases/${found.submittedAs}`}>
                {t('apply.toCase')}
              </Link>
            </Page>
          ) : (
            <ReadPage title={title} read={item}>
              {(detail) => <DraftPages key={found.id} draft={found} item={detail} />}
            </ReadPage>
          )
        }
      </ReadPage>
    </SignInGate>
  );
}

function DraftPages({ draft, item }: { draft: Draft; item: ItemDetail }) {
  const keeper = useKeeper(draft);
  const { answers, save } = keeper.current();
  return (
    <DraftContext value={{ draft, item, answers, keeper }}>
      <SaveStatus save={save} />
      <ChangedNotice />
      <Routes>
        <Route index Component={TaskListPage} />
        <Route path="sections/:sectionId" Component={SectionPage} />
        <Route path="materials" Component={MaterialsPage} />
        <Route path="reach" Component={ReachPage} />
        <Route path="check" Component={CheckPage} />
        <Route path="*" Component={NotFoundPage} />
      </Routes>
      {save.kind === 'conflict' ? <ConflictDialog theirs={save.theirs} /> : null}
    </DraftContext>
  );
}
