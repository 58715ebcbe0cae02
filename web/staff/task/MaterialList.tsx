import { Button, Empty, Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { useFormat } from '../../ui/use-format.ts';

interface Props {
  files: FileInfo[];
  aside?: (materialCode: string) => ReactNode;
}

/** Uploaded materials with a preview in the page: pictures and PDF as the browser shows them. */
export function MaterialList({ files, aside }: Props) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const [shown, setShown] = useState<FileInfo | null>(null);
  if (files.length === 0) return <Empty description={t('task.noMaterials')} />;
  const address = (file: FileInfo) => `/api/files/${file.id}`;
  return (
    <>
      <ul className="materials">
        {files.map((file) => (
          <li key={file.id}>
            <div className="material-line">
              <Button type="link" onClick={() => setShown(file)}>
                {file.name}
              </Button>
              <small>
                {file.materialCode} · {format.size(file.size)}
              </small>
              <a href={address(file)} download={file.name}>
                {t('task.download')}
              </a>
            </div>
            {aside?.(file.materialCode)}
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== null}
        title={shown?.name}
        footer={null}
        width="min(1000px, 96vw)"
        onCancel={() => setShown(null)}
        destroyOnHidden
      >
        {shown?.type.startsWith('image/') && <img className="preview-image" src={address(shown)} alt={shown.name} />}
        {shown?.type === 'application/pdf' && <iframe className="preview-pdf" src={address(shown)} title={shown.name} />}
        {shown && !shown.type.startsWith('image/') && shown.type !== 'application/pdf' && <p>{t('task.noPreview')}</p>}
      </Modal>
    </>
  );
}
