import { FileSearchOutlined, TeamOutlined, UnorderedListOutlined, UserOutlined, WarningOutlined } from '@ant-design/icons';
import { Menu } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Route, Routes, useLocation } from 'react-router';
import type { SessionUser } from '../../schema/contracts/session.ts';
import { useSession } from '../api/use-session.ts';
import { Loading } from '../ui/Loading.tsx';
import { ConsoleTheme } from '../ui/shell/ConsoleTheme.tsx';
import { LanguageSwitch } from '../ui/shell/LanguageSwitch.tsx';
import { NoEntry } from '../ui/shell/NoEntry.tsx';
import { SessionMenu } from '../ui/shell/SessionMenu.tsx';
import { CasePage } from './cases/CasePage.tsx';
import { CaseSearchPage } from './cases/CaseSearchPage.tsx';
import { IncidentsPage } from './incidents/IncidentsPage.tsx';
import './staff.css';
import { TaskPage } from './task/TaskPage.tsx';
import { WorklistPage } from './worklist/WorklistPage.tsx';

const caseRoles = ['window', 'reviewer', 'decider', 'supervisor', 'expert'];
const incidentRoles = ['supervisor', 'systemAdministrator'];

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
  const { pathname } = useLocation();
  const holds = (roles: string[]) => user?.posts.some((post) => roles.includes(post.role)) ?? false;
  if (!user || (!holds(caseRoles) && !holds(incidentRoles))) {
    return (
      <main id="main">
        <NoEntry title={t(user ? 'noPost' : 'signInFirst')} />
      </main>
    );
  }
  const entries = [
    ...(holds(caseRoles)
      ? [
          { key: '/staff', icon: <TeamOutlined />, label: <Link to="/staff">{t('nav.groups')}</Link> },
          { key: '/staff/mine', icon: <UserOutlined />, label: <Link to="/staff/mine">{t('nav.mine')}</Link> },
          { key: '/staff/all', icon: <UnorderedListOutlined />, label: <Link to="/staff/all">{t('nav.all')}</Link> },
          { key: '/staff/cases', icon: <FileSearchOutlined />, label: <Link to="/staff/cases">{t('nav.cases')}</Link> },
        ]
      : []),
    ...(holds(incidentRoles)
      ? [{ key: '/staff/incidents', icon: <WarningOutlined />, label: <Link to="/staff/incidents">{t('nav.incidents')}</Link> }]
      : []),
  ];
  const active = entries.findLast((entry) => pathname === entry.key || pathname.startsWith(`${entry.key}/`))?.key ?? '/staff';
  return (
    <div className="staff-body">
      <nav className="staff-nav" aria-label={t('nav.label')}>
        <Menu mode="inline" selectedKeys={[active]} items={entries} />
        <p className="staff-posts">
          {user.posts.map((post) => (
            <span key={`${post.role}-${post.organisationId}-${post.department}`}>
              {post.organisationName} · {t(`role.${post.role}`)}
            </span>
          ))}
        </p>
      </nav>
      <main id="main" tabIndex={-1} className="staff-main">
        <Routes>
          <Route index element={<WorklistPage key="groups" scope="groups" />} />
          <Route path="mine" element={<WorklistPage key="mine" scope="mine" />} />
          <Route path="all" element={<WorklistPage key="all" scope="all" />} />
          <Route path="tasks/:taskId" element={<TaskPage />} />
          <Route path="cases" element={<CaseSearchPage />} />
          <Route path="cases/:caseNumber" element={<CasePage />} />
          <Route path="incidents" element={<IncidentsPage />} />
        </Routes>
      </main>
    </div>
  );
}
