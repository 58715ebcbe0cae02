import { useTranslation } from 'react-i18next';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Materials.module.css';

/** The address of a file's bytes; pictures and PDF open in the browser. */
const fileAddress = (id: string): string => `/api/files/${encodeURIComponent(id)}`;

interface Props {
  file: FileInfo;
  /** Left out where files can't be taken back. */
  onRemove?: () => void;
}

/** An uploaded file: a small picture of it, its name as a link, its size, and the way to take it back. */
export function FileRow({ file, onRemove }: Props) {
  const { t } = useTranslation(['applicant', 'licences']);
  const format = useFormat();
  const picture = file.type.startsWith('image/');
  return (
    <li className={styles.file}>
      <span className={styles.thumb} aria-hidden="true">
        {picture ? <img src={fileAddress(file.id)} alt="" loading="lazy" /> : (file.type.split('/')[1] ?? '').toUpperCase().slice(0, 4)}
      </span>
      <span className={styles.fileText}>
        <a href={fileAddress(file.id)} target="_blank" rel="noreferrer" title={t('upload.openFile', { name: file.name })}>
          {file.name}
        </a>
        <small>
          {format.size(file.size)} · {format.dateTime(file.uploadedAt)}
          {file.licenceIdentifier ? ` · ${t(`licences:trust.${file.trust}`)}` : file.scan === 'clean' ? ` · ${t('upload.clean')}` : null}
        </small>
      </span>
      {onRemove ? (
        <button type="button" className="text-button" aria-label={t('upload.removeFile', { name: file.name })} onClick={onRemove}>
          {t('upload.remove')}
        </button>
      ) : null}
    </li>
  );
}
