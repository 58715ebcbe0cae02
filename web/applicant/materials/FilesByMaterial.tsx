import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FileRow } from './FileRow.tsx';
import styles from './FilesByMaterial.module.css';

interface Props {
  materials: readonly Material[];
  files: readonly FileInfo[];
  aside?: ReactNode;
}

/** Uploaded files under the material they are for. Read only. */
export function FilesByMaterial({ materials, files, aside }: Props) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2>{t('case.files')}</h2>
        {aside}
      </div>
      {files.length === 0 ? <p>{t('case.noFiles')}</p> : null}
      {materials.map((material) => {
        const mine = files.filter((file) => file.materialCode === material.code);
        return mine.length === 0 ? null : (
          <div key={material.code}>
            <h3>{pick(material.name)}</h3>
            <ul>
              {mine.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
