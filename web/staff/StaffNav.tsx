import {
  AuditOutlined,
  CalendarOutlined,
  CameraOutlined,
  CheckSquareOutlined,
  CommentOutlined,
  FileSearchOutlined,
  MailOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  UserOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Menu } from 'antd';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { routes } from '../../schema/contracts/index.ts';
import type { SessionUser } from '../../schema/contracts/session.ts';
import { useRead } from '../api/use-read.ts';

/** Roles whose holders handle cases, supervise them, decide on challenges, and see failures. */
export const caseRoles = ['window', 'reviewer', 'decider', 'supervisor', 'expert', 'governmentHead'];
export const incidentRoles = ['supervisor', 'systemAdministrator'];

/** How often the numbers beside the lists are read anew, ms. */
const refresh = 30_000;

interface Entry {
  path: string;
  icon: ReactNode;
  name:
    | 'groups'
    | 'mine'
    | 'done'
    | 'all'
    | 'cases'
    | 'asked'
    | 'copies'
    | 'escalated'
    | 'recusals'
    | 'absences'
    | 'experts'
    | 'licences'
    | 'incidents'
    | 'inspections'
    | 'calendar';
  count?: number | undefined;
}

/** The lists of the console, as far as somebody's posts go, with how much waits in each. */
export function StaffNav({ user }: { user: SessionUser }) {
  const { t } = useTranslation('staff');
  const { pathname } = useLocation();
  const holds = (roles: string[]) => user.posts.some((post) => roles.includes(post.role));
  const counts = useRead(routes.tasks.counts, {}, { enabled: holds(caseRoles), refetchInterval: refresh }).data;
  const entries: Entry[] = [
    ...(holds(caseRoles)
      ? ([
          { path: '/staff', icon: <TeamOutlined />, name: 'groups', count: counts?.groups },
          { path: '/staff/mine', icon: <UserOutlined />, name: 'mine', count: counts?.mine },
          { path: '/staff/asked', icon: <CommentOutlined />, name: 'asked', count: counts?.asked },
          { path: '/staff/copies', icon: <MailOutlined />, name: 'copies', count: counts?.unread },
        ] as const)
      : []),
    ...(holds(['window', 'reviewer', 'decider'])
      ? ([{ path: '/staff/inspections', icon: <CameraOutlined />, name: 'inspections' }] as const)
      : []),
    ...(holds(['supervisor'])
      ? ([{ path: '/staff/escalated', icon: <SendOutlined />, name: 'escalated', count: counts?.escalated }] as const)
      : []),
    ...(holds(['supervisor', 'decider'])
      ? ([{ path: '/staff/recusals', icon: <AuditOutlined />, name: 'recusals', count: counts?.recusals }] as const)
      : []),
    ...(holds(caseRoles)
      ? ([
          { path: '/staff/done', icon: <CheckSquareOutlined />, name: 'done' },
          { path: '/staff/all', icon: <UnorderedListOutlined />, name: 'all' },
          { path: '/staff/cases', icon: <FileSearchOutlined />, name: 'cases' },
          { path: '/staff/licences', icon: <SafetyCertificateOutlined />, name: 'licences' },
          { path: '/staff/absences', icon: <SwapOutlined />, name: 'absences' },
        ] as const)
      : []),
    ...(holds(['supervisor']) ? ([{ path: '/staff/experts', icon: <SolutionOutlined />, name: 'experts' }] as const) : []),
    ...(holds(['systemAdministrator']) ? ([{ path: '/staff/calendar', icon: <CalendarOutlined />, name: 'calendar' }] as const) : []),
    ...(holds(incidentRoles) ? ([{ path: '/staff/incidents', icon: <WarningOutlined />, name: 'incidents' }] as const) : []),
  ];
  const active = entries.find(({ path }) => pathname === path || (path !== '/staff' && pathname.startsWith(`${path}/`)))?.path;
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the lists lie in one row: the one that is open comes into view.
  useEffect(() => {
    // Newer browsers give a promise back, which is no clean-up.
    nav.current?.querySelector('.ant-menu-item-selected')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [active]);
  return (
    <nav ref={nav} className="staff-nav" aria-label={t('nav.label')}>
      <Menu
        mode="inline"
        selectedKeys={active === undefined ? [] : [active]}
        items={entries.map(({ path, icon, name, count }) => ({
          key: path,
          icon,
          label: (
            <Link to={path} aria-label={count ? t('badge', { label: t(`nav.${name}`), count }) : undefined}>
              {t(`nav.${name}`)}
              {count ? (
                <span className="staff-badge" aria-hidden>
                  {count}
                </span>
              ) : null}
            </Link>
          ),
        }))}
      />
      <p className="staff-posts">
        {user.posts.map((post) => (
          <span key={`${post.role}-${post.organisationId}-${post.department}`}>
            {post.organisationName} · {t(`role.${post.role}`)}
          </span>
        ))}
      </p>
    </nav>
  );
}
