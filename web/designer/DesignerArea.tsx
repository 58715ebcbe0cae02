import { App, ConfigProvider, Result } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { useTranslation } from 'react-i18next';
import { Link, Route, Routes, useLocation } from 'react-router';
import { signInAddress, useSession } from '../api/use-session.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Loading } from '../ui/Loading.tsx';
import { LanguageSwitch } from '../ui/shell/LanguageSwitch.tsx';
import { SessionMenu } from '../ui/shell/SessionMenu.tsx';
import { DefinitionsPage } from './definitions/DefinitionsPage.tsx';
import './designer.css';
import { EditorPage } from './editor/EditorPage.tsx';
import { LiveMapPage } from './live/LiveMapPage.tsx';
import { VersionsPage } from './versions/VersionsPage.tsx';

/** The process designer: everything under /designer, for those who hold that post. */
export function DesignerArea() {
  const { language } = useLanguage();
  const { t } = useTranslation('designer');
  return (
    <ConfigProvider locale={language === 'en' ? en : zh} button={{ autoInsertSpace: false }} theme={{ token: { colorPrimary: '#0958d9' } }}>
      <App>
        <a className="designer-skip" href="#main">
          {t('skip')}
        </a>
        <header className="designer-bar">
          <Link to="/designer">{t('title')}</Link>
          <span className="designer-bar-tools">
            <LanguageSwitch />
            <SessionMenu />
          </span>
        </header>
        <main id="main" tabIndex={-1}>
          <Pages />
        </main>
      </App>
    </ConfigProvider>
  );
}

function Pages() {
  const { t } = useTranslation('designer');
  const { pathname, search } = useLocation();
  const session = useSession();
  if (!session.data) return <Loading />;
  const { user } = session.data;
  if (!user?.posts.some((post) => post.role === 'designer')) {
    return (
      <Result
        status="403"
        title={t(user ? 'notDesigner' : 'signInFirst')}
        extra={
          <a className="button" href={signInAddress(pathname + search)}>
            {t('signIn')}
          </a>
        }
      />
    );
  }
  return (
    <Routes>
      <Route index element={<DefinitionsPage />} />
      <Route path=":itemId" element={<EditorPage />} />
      <Route path=":itemId/versions" element={<VersionsPage />} />
      <Route path=":itemId/live" element={<LiveMapPage />} />
    </Routes>
  );
}
