import type { ReactNode } from 'react';
import styles from './Empty.module.css';

/** Nothing here: said plainly, with what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 64" width="56" height="56" aria-hidden="true">
        <path d="M14 10h26l10 10v34H14z M40 10v10h10 M22 30h20 M22 38h20 M22 46h12" />
      </svg>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
