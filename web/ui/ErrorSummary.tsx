import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asApiError } from '../api/api-error.ts';
import styles from './ErrorSummary.module.css';
import { useErrorSentence } from './use-error-sentence.ts';

export interface SummaryLine {
  message: string;
  /** The id of the element to go to. */
  target?: string;
  /** Or the page where it is put right. */
  to?: string;
}

interface Props {
  /** A failure of a call; its sentence comes first. */
  error?: unknown;
  lines?: readonly SummaryLine[];
  /** Changes with each attempt, so that focus comes back here every time. */
  attempt?: number;
  children?: ReactNode;
}

const goTo = (id: string): void => {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center' });
  element?.focus();
};

/** What is wrong, all at once, at the top of the page; takes the focus when it appears. */
export function ErrorSummary({ error, lines = [], attempt = 0, children }: Props) {
  const { t } = useTranslation('errors');
  const sentence = useErrorSentence();
  const box = useRef<HTMLDivElement>(null);
  const shown = (error !== undefined && error !== null) || lines.length > 0;

  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, attempt, error]);

  if (!shown) return null;
  const requestId = error ? asApiError(error).requestId : null;
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('title')}</h2>
      {error ? <p>{sentence(error)}</p> : null}
      {lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <li key={`${line.target}${line.message}`}>
              {line.to !== undefined ? (
                <Link to={line.to}>{line.message}</Link>
              ) : line.target === undefined ? (
                line.message
              ) : (
                <a
                  href={`#${line.target}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goTo(line.target!);
                  }}
                >
                  {line.message}
                </a>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      {requestId ? <p className={styles.request}>{t('requestId', { id: requestId })}</p> : null}
    </div>
  );
}
