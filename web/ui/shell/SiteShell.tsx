import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Seal } from './Seal.tsx';
import { SessionMenu } from './SessionMenu.tsx';
import styles from './SiteShell.module.css';

export interface NavEntry {
  to: string;
  label: string;
}

interface Props {
  nav: readonly NavEntry[];
  footer: ReactNode;
  children: ReactNode;
}

/** Header, main and footer of the public site. The skip link comes first. */
export function SiteShell({ nav, footer, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('nav.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <Seal />
            <span>{t('site.name')}</span>
          </Link>
          <div className={styles.tools}>
            <LanguageSwitch />
            <SessionMenu />
          </div>
          <nav className={styles.nav} aria-label={t('nav.main')}>
            {nav.map(({ to, label }) => (
              <NavLink key={to} to={to} end={to === '/'}>
                {label}
              </NavLink>
            ))}
          </nav>
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <div className={styles.footerInner}>{footer}</div>
      </footer>
    </div>
  );
}
