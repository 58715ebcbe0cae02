import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface Props {
  tone?: 'info' | 'ok' | 'warn' | 'danger';
  title?: string;
  children?: ReactNode;
}

/** A word to the reader that isn't an error of theirs. */
export function Notice({ tone = 'info', title, children }: Props) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`}>
      {title ? <strong>{title}</strong> : null}
      {children ? <div>{children}</div> : null}
    </div>
  );
}
