import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { AnyRoute } from '../../api/request-of.ts';
import { useCommand } from '../../api/use-command.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { MaterialCard } from './MaterialCard.tsx';
import type { useUploads } from '../../ui/uploads/use-uploads.ts';

interface Props {
  materials: readonly Material[];
  files: readonly FileInfo[];
  uploads: ReturnType<typeof useUploads>;
  /** The reads that list the files. */
  refreshes: readonly AnyRoute[];
  errorAt?: (materialCode: string) => string | undefined;
  markAt?: (materialCode: string) => string | undefined;
  /** Beside the upload of a material. */
  asideFor?: (material: Material) => ReactNode;
  /** Files that may still be taken back; all by default. */
  mayRemove?: (file: FileInfo) => boolean;
}

/** The materials to upload, one card each; what arrived and what was taken back is announced. */
export function MaterialUploads({ materials, files, uploads, refreshes, errorAt, markAt, asideFor, mayRemove = () => true }: Props) {
  const { t } = useTranslation('applicant');
  const [said, setSaid] = useState('');
  const remove = useCommand(routes.drafts.removeFile, { invalidates: refreshes });
  return (
    <>
      <ErrorSummary error={remove.error} />
      {materials.map((material) => (
        <MaterialCard
          key={material.code}
          material={material}
          files={files.filter((file) => file.materialCode === material.code)}
          uploads={uploads.rows.filter((row) => row.materialCode === material.code)}
          error={errorAt?.(material.code)}
          mark={markAt?.(material.code)}
          aside={asideFor?.(material)}
          onChoose={(chosen) => uploads.add(material.code, chosen)}
          onRetry={uploads.retry}
          onCancel={uploads.cancel}
          mayRemove={mayRemove}
          onRemove={(file) => {
            setSaid(t('upload.removed', { name: file.name }));
            remove.mutate({ params: { fileId: file.id } });
            document.getElementById(`material-${material.code}`)?.focus();
          }}
        />
      ))}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}
