import { useTranslation } from 'react-i18next';
import { Link, NavLink, Route, Routes } from 'react-router';
import { useSession } from '../api/use-session.ts';
import { Loading } from '../ui/Loading.tsx';
import { ConsoleTheme } from '../ui/shell/ConsoleTheme.tsx';
import { LanguageSwitch } from '../ui/shell/LanguageSwitch.tsx';
import { NoEntry } from '../ui/shell/NoEntry.tsx';
import { SessionMenu } from '../ui/shell/SessionMenu.tsx';
import { DefinitionsPage } from './definitions/DefinitionsPage.tsx';
import { TemplatePage } from './documents/TemplatePage.tsx';
import { TemplatesPage } from './documents/TemplatesPage.tsx';
import './designer.css';
import { EditorPage } from './editor/EditorPage.tsx';
import { LiveMapPage } from './live/LiveMapPage.tsx';
import { MigrationsPage } from './migrations/MigrationsPage.tsx';
import { VersionsPage } from './versions/VersionsPage.tsx';

/** The process designer: everything under /designer, for those who hold that post. */
export function DesignerArea() {
  const { t } = useTranslation(['designer', 'documents']);
  return (
    <ConsoleTheme>
      <a className="designer-skip" href="#main">
        {t('skip')}
      </a>
      <header className="designer-bar">
        <Link to="/designer">{t('title')}</Link>
        <nav className="designer-nav" aria-label={t('title')}>
          <NavLink end to="/designer">
            {t('documents:templates.processes')}
          </NavLink>
          <NavLink to="/designer/documents">{t('documents:templates.nav')}</NavLink>
        </nav>
        <span className="designer-bar-tools">
          <LanguageSwitch />
          <SessionMenu />
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        <Pages />
      </main>
    </ConsoleTheme>
  );
}

function Pages() {
  const { t } = useTranslation('designer');
  const session = useSession();
  if (!session.data) return <Loading />;
  const { user } = session.data;
  if (!user?.posts.some((post) => post.role === 'designer')) {
    return <NoEntry title={t(user ? 'notDesigner' : 'signInFirst')} />;
  }
  return (
    <Routes>
      <Route index element={<DefinitionsPage />} />
      <Route path="documents" element={<TemplatesPage />} />
      <Route path="documents/:kind" element={<TemplatePage />} />
      <Route path=":itemId" element={<EditorPage />} />
      <Route path=":itemId/versions" element={<VersionsPage />} />
      <Route path=":itemId/live" element={<LiveMapPage />} />
      <Route path=":itemId/migrations" element={<MigrationsPage />} />
    </Routes>
  );
}
