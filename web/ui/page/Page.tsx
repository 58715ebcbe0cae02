import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import styles from './Page.module.css';

interface Props {
  title: string;
  /** A line above the title: where this page belongs. */
  caption?: ReactNode;
  back?: { to: string; label?: string };
  wide?: boolean;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

let firstLocation: string | null = null;

/** One page: names the document, takes the focus on its title after a move within the site, and starts at its top. */
export function Page({ title, caption, back, wide = false, aside, children }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, hash } = useLocation();

  useEffect(() => {
    document.title = `${title} - ${t('site.name')}`;
  }, [title, t]);
  useEffect(() => {
    if (firstLocation === null) firstLocation = key;
    if (firstLocation === key || hash !== '') return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [key, hash]);

  return (
    <div className={`${styles.page} ${wide ? styles.wide : ''}`}>
      {back ? (
        <Link className={styles.back} to={back.to}>
          {back.label ?? t('nav.back')}
        </Link>
      ) : null}
      <div className={styles.head}>
        <div>
          {caption ? <p className={styles.caption}>{caption}</p> : null}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {aside}
      </div>
      {children}
    </div>
  );
}
