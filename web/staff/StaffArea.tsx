import { useTranslation } from 'react-i18next';
import { Link, Route, Routes } from 'react-router';
import type { SessionUser } from '../../schema/contracts/session.ts';
import { useSession } from '../api/use-session.ts';
import { Loading } from '../ui/Loading.tsx';
import { ConsoleTheme } from '../ui/shell/ConsoleTheme.tsx';
import { LanguageSwitch } from '../ui/shell/LanguageSwitch.tsx';
import { NoEntry } from '../ui/shell/NoEntry.tsx';
import { SessionMenu } from '../ui/shell/SessionMenu.tsx';
import { AbsencesPage } from './absences/AbsencesPage.tsx';
import { AskedPage } from './asked/AskedPage.tsx';
import { CopiesPage } from './asked/CopiesPage.tsx';
import { CalendarPage } from './calendar/CalendarPage.tsx';
import { CasePage } from './cases/CasePage.tsx';
import { CaseSearchPage } from './cases/CaseSearchPage.tsx';
import { ExpertPoolPage } from './expert-pool/ExpertPoolPage.tsx';
import { IncidentsPage } from './incidents/IncidentsPage.tsx';
import { InspectionPage } from './inspections/InspectionPage.tsx';
import { InspectionsPage } from './inspections/InspectionsPage.tsx';
import { BatchIssuePage } from './licences/BatchIssuePage.tsx';
import { RegisterPage } from './licences/RegisterPage.tsx';
import { RegisteredLicencePage } from './licences/RegisteredLicencePage.tsx';
import { RecusalsPage } from './recusals/RecusalsPage.tsx';
import './colleagues.css';
import './staff.css';
import { caseRoles, incidentRoles, StaffNav } from './StaffNav.tsx';
import { TaskPage } from './task/TaskPage.tsx';
import { DonePage } from './worklist/DonePage.tsx';
import { WorklistPage } from './worklist/WorklistPage.tsx';

/** The staff console: worklists, tasks, cases, for those who hold a post. */
export function StaffArea() {
  const { t } = useTranslation('staff');
  const session = useSession();
  return (
    <ConsoleTheme className="staff">
      <a className="staff-skip" href="#main">
        {t('skip')}
      </a>
      <header className="staff-bar">
        <Link to="/staff" className="staff-brand">
          {t('title')}
        </Link>
        <span className="staff-tools">
          <LanguageSwitch />
          <SessionMenu />
        </span>
      </header>
      {session.data ? <Console user={session.data.user} /> : <Loading />}
    </ConsoleTheme>
  );
}

function Console({ user }: { user: SessionUser | null }) {
  const { t } = useTranslation('staff');
  const holds = (roles: string[]) => user?.posts.some((post) => roles.includes(post.role)) ?? false;
  if (!user || (!holds(caseRoles) && !holds(incidentRoles))) {
    return (
      <main id="main">
        <NoEntry title={t(user ? 'noPost' : 'signInFirst')} />
      </main>
    );
  }
  return (
    <div className="staff-body">
      <StaffNav user={user} />
      <main id="main" tabIndex={-1} className="staff-main">
        <Routes>
          <Route index element={<WorklistPage key="groups" scope="groups" />} />
          <Route path="mine" element={<WorklistPage key="mine" scope="mine" />} />
          <Route path="done" element={<DonePage />} />
          <Route path="escalated" element={<WorklistPage key="escalated" scope="escalated" />} />
          <Route path="asked" element={<AskedPage />} />
          <Route path="copies" element={<CopiesPage />} />
          <Route path="absences" element={<AbsencesPage />} />
          <Route path="recusals" element={<RecusalsPage />} />
          <Route path="all" element={<WorklistPage key="all" scope="all" />} />
          <Route path="tasks/:taskId" element={<TaskPage />} />
          <Route path="cases" element={<CaseSearchPage />} />
          <Route path="cases/:caseNumber" element={<CasePage />} />
          <Route path="licences" element={<RegisterPage />} />
          <Route path="licences/batch" element={<BatchIssuePage />} />
          <Route path="licences/:number" element={<RegisteredLicencePage />} />
          <Route path="inspections" element={<InspectionsPage />} />
          <Route path="inspections/:inspectionId" element={<InspectionPage />} />
          <Route path="experts" element={<ExpertPoolPage />} />
          <Route path="calendar" element={<CalendarPage />} />
          <Route path="incidents" element={<IncidentsPage />} />
        </Routes>
      </main>
    </div>
  );
}
