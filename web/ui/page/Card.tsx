import { useId, type ReactNode } from 'react';
import styles from './Card.module.css';

interface Props {
  title?: string;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
}

/** A titled piece of a page; a landmark when it has a title. */
export function Card({ title, aside, children, id }: Props) {
  const own = useId();
  return (
    <section className={styles.card} id={id} aria-labelledby={title ? own : undefined}>
      {title ? (
        <div className={styles.head}>
          <h2 id={own}>{title}</h2>
          {aside}
        </div>
      ) : null}
      {children}
    </section>
  );
}
