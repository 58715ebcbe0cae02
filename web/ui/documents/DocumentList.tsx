import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../../schema/contracts/documents.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useSession } from '../../api/use-session.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Dialog } from '../Dialog.tsx';
import { ErrorSummary } from '../ErrorSummary.tsx';
import { ReadGate } from '../page/ReadGate.tsx';
import { Tag } from '../StatusTag.tsx';
import { useFormat } from '../use-format.ts';
import styles from './DocumentList.module.css';

const addressOf = (document: CaseDocument): string => `/api/documents/${encodeURIComponent(document.id)}/content`;

/** The notices and decisions of a case: read in the page or taken away, once they are issued. The case's live stream keeps it current. */
export function DocumentList({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('documents');
  const { pick } = useLanguage();
  const read = useRead(routes.documents.ofCase, { params: { caseNumber } });
  const [open, setOpen] = useState<CaseDocument | null>(null);
  return (
    <ReadGate read={read}>
      {(documents) => (
        <>
          {documents.length === 0 ? <p className={styles.soft}>{t('empty')}</p> : null}
          <ul className={styles.list}>
            {documents.map((document) => (
              <li key={document.id}>
                <What document={document} />
                {document.file ? <Acts document={document} onOpen={() => setOpen(document)} /> : null}
              </li>
            ))}
          </ul>
          {open ? (
            <Dialog wide title={pick(open.name)} onClose={() => setOpen(null)}>
              <p>
                <a href={addressOf(open)} target="_blank" rel="noreferrer">
                  {t('openAlone')}
                </a>
              </p>
              <iframe className={styles.frame} src={addressOf(open)} title={t('frame', { name: pick(open.name), number: open.number })} />
            </Dialog>
          ) : null}
        </>
      )}
    </ReadGate>
  );
}

function What({ document }: { document: CaseDocument }) {
  const { t } = useTranslation('documents');
  const { pick } = useLanguage();
  const format = useFormat();
  const { file, failure } = document;
  const facts = [document.number, t('issuedOn', { date: format.date(`${document.issuedOn}T12:00:00+08:00`) })];
  if (file) facts.push(t('pages', { count: file.pages }), format.size(file.size));
  return (
    <div className={styles.what}>
      <p className={styles.name}>{pick(document.name)}</p>
      <p className={styles.soft}>{facts.join(' · ')}</p>
      {document.state === 'pending' ? <Tag tone="brand">{t('pending')}</Tag> : null}
      {document.state === 'failed' ? <Tag tone="danger">{t('failed')}</Tag> : null}
      {failure ? <Failure document={document} failure={failure} /> : null}
    </div>
  );
}

function Acts({ document, onOpen }: { document: CaseDocument; onOpen: () => void }) {
  const { t } = useTranslation('documents');
  const { pick } = useLanguage();
  const name = pick(document.name);
  return (
    <span className={styles.acts}>
      <button type="button" className="text-button" aria-label={t('viewNamed', { name })} onClick={onOpen}>
        {t('view')}
      </button>
      <a href={addressOf(document)} download={document.file?.name} aria-label={t('downloadNamed', { name })}>
        {t('download')}
      </a>
    </span>
  );
}

/** Why a document has not been issued yet; who looks after incidents can have it tried at once. */
function Failure({ document, failure }: { document: CaseDocument; failure: NonNullable<CaseDocument['failure']> }) {
  const { t, i18n } = useTranslation('documents');
  const format = useFormat();
  const session = useSession();
  const retry = useCommand(routes.documents.retry, { invalidates: [routes.documents.ofCase] });
  const mayRetry = session.data?.user?.posts.some(({ role }) => role === 'supervisor' || role === 'systemAdministrator') ?? false;
  const known = i18n.exists(`failures.${failure.code}`, { ns: 'documents' }) ? failure.code : 'document-other';
  return (
    <>
      <p className={styles.soft}>
        {t(`failures.${known as 'document-other'}`, { message: failure.message })}{' '}
        {failure.retryAt ? t('retryAt', { time: format.dateTime(failure.retryAt) }) : null}
      </p>
      {retry.error ? <ErrorSummary error={retry.error} /> : null}
      {retry.isSuccess ? <p role="status">{t('retried')}</p> : null}
      {mayRetry && !retry.isSuccess ? (
        <button
          type="button"
          className="text-button"
          disabled={retry.isPending}
          onClick={() => retry.mutate({ params: { documentId: document.id } })}
        >
          {t('retry')}
        </button>
      ) : null}
    </>
  );
}
