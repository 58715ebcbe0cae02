import { useId, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FileRow } from './FileRow.tsx';
import styles from './Materials.module.css';
import { UploadingRow } from './UploadingRow.tsx';
import type { UploadRow } from '../../ui/uploads/use-uploads.ts';

const tones = { required: 'brand', optional: 'neutral', mayFollow: 'warn' } as const;
const typeNames: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPG', 'image/png': 'PNG' };

interface Props {
  material: Material;
  files: readonly FileInfo[];
  uploads: readonly UploadRow[];
  error?: string;
  /** Another way than a file: one of the applicant's licences. */
  aside?: ReactNode;
  /** What the reviewing body asks for. */
  mark?: string;
  onChoose: (files: Iterable<File>) => void;
  onRetry: (row: UploadRow) => void;
  onCancel: (row: UploadRow) => void;
  onRemove: (file: FileInfo) => void;
  mayRemove: (file: FileInfo) => boolean;
}

/** One material: what it is, what has been uploaded for it, what is on its way, and the way to add more. */
export function MaterialCard({ material, files, uploads, error, aside, mark, onChoose, onRetry, onCancel, onRemove, mayRemove }: Props) {
  const { t } = useTranslation(['applicant', 'catalogue']);
  const { pick } = useLanguage();
  const format = useFormat();
  const heading = useId();
  const [over, setOver] = useState(false);
  const name = pick(material.name);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onChoose(event.dataTransfer.files);
  };
  return (
    <section className={`${styles.card} ${error ? styles.wrong : ''}`} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading}>{name}</h2>
        <Tag tone={tones[material.necessity]}>{t(`catalogue:material.necessity.${material.necessity}`)}</Tag>
      </div>
      {material.notes ? <p className={styles.soft}>{pick(material.notes)}</p> : null}
      {material.form === 'paper' ? <p className={styles.soft}>{t('upload.paperOnly')}</p> : null}
      {mark ? <p className={styles.mark}>{t('correction.asked', { message: mark })}</p> : null}
      {error ? (
        <p className={styles.error} id={`material-${material.code}-error`}>
          {error}
        </p>
      ) : null}
      <ul className={styles.files} aria-label={name}>
        {files.map((file) => (
          <FileRow key={file.id} file={file} onRemove={mayRemove(file) ? () => onRemove(file) : undefined} />
        ))}
        {uploads.map((row) => (
          <UploadingRow key={row.id} row={row} onRetry={() => onRetry(row)} onCancel={() => onCancel(row)} />
        ))}
      </ul>
      <label
        className={`${styles.drop} ${over ? styles.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          id={`material-${material.code}`}
          type="file"
          multiple
          className="visually-hidden"
          accept={material.accept.join(',')}
          aria-label={t('upload.chooseFor', { material: name })}
          aria-describedby={error ? `material-${material.code}-error` : undefined}
          onChange={(event) => {
            onChoose([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <span aria-hidden="true">
          <b>{t('upload.choose')}</b> <span className={styles.dropHint}>{t('upload.drop')}</span>
        </span>
        <small aria-hidden="true">
          {t('upload.accept', { types: format.list(material.accept.map((type) => typeNames[type] ?? type)) })}
        </small>
      </label>
      {aside}
    </section>
  );
}
