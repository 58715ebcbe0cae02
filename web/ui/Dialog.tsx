import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  /** Left out when a choice has to be made. */
  onClose?: () => void;
  /** As wide as the window lets it: for a document. */
  wide?: boolean;
  children: ReactNode;
}

/** A modal dialog on the browser's own element: it traps the focus, Escape closes it if it may be closed. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const { t } = useTranslation();
  const heading = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        {onClose ? (
          <button type="button" className="text-button" onClick={onClose}>
            {t('nav.close')}
          </button>
        ) : null}
      </div>
      {children}
    </dialog>
  );
}
