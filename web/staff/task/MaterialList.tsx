import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { hasWatermark } from '../../../schema/licences/trust.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';

interface Props {
  materials: readonly Material[];
  files: FileInfo[];
  /** Codes of those that concern the reader's department: they come first, and say so. */
  first: readonly string[];
  /** Beside each material, whether it was handed in or not: what is missing can be asked for too. */
  aside?: (materialCode: string) => ReactNode;
}

/** The item's materials with what was uploaded for each, previewed in the page: pictures and PDF as the browser shows them. */
export function MaterialList({ materials, files, first, aside }: Props) {
  const { t } = useTranslation(['staff', 'licences', 'review']);
  const { pick } = useLanguage();
  const [shown, setShown] = useState<FileInfo | null>(null);
  const known = materials.map(({ code, name, necessity }) => ({ code, name: pick(name), required: necessity === 'required' }));
  // The list may have changed since the application was handed in.
  const former = [...new Set(files.map((file) => file.materialCode))].filter((code) => !known.some((one) => one.code === code));
  const all = [...known, ...former.map((code) => ({ code, name: code, required: false }))];
  const concerns = (code: string): boolean => first.includes(code);
  const rows = [...all.filter(({ code }) => concerns(code)), ...all.filter(({ code }) => !concerns(code))];
  const address = (file: FileInfo) => `/api/files/${file.id}`;
  return (
    <>
      <ul className="materials">
        {rows.map(({ code, name, required }) => {
          const mine = files.filter((file) => file.materialCode === code);
          return (
            <li key={code}>
              <h3>
                {name} {concerns(code) && <Tag tone="brand">{t('review:joint.first')}</Tag>}
              </h3>
              {mine.map((file) => (
                <MaterialFile key={file.id} file={file} address={address(file)} onShow={() => setShown(file)} />
              ))}
              {mine.length === 0 && <p className="material-none">{t(required ? 'task.materialMissing' : 'task.materialNone')}</p>}
              {aside?.(code)}
            </li>
          );
        })}
      </ul>
      <Modal
        open={shown !== null}
        title={shown?.name}
        footer={null}
        width="min(1000px, 96vw)"
        onCancel={() => setShown(null)}
        destroyOnHidden
      >
        {shown && (
          <div className="preview">
            {shown.type.startsWith('image/') && <img className="preview-image" src={address(shown)} alt={shown.name} />}
            {shown.type === 'application/pdf' && <iframe className="preview-pdf" src={address(shown)} title={shown.name} />}
            {hasWatermark(shown.trust) && <Watermark text={t('licences:watermark')} />}
          </div>
        )}
        {shown && !shown.type.startsWith('image/') && shown.type !== 'application/pdf' && <p>{t('task.noPreview')}</p>}
      </Modal>
    </>
  );
}

/** 水印: over what was taken from a register or checked at a window, so that a picture of it says where it came from. */
function Watermark({ text }: { text: string }) {
  return (
    <div className="watermark">
      {Array.from({ length: 12 }, (_, at) => (
        <span key={at} aria-hidden={at > 0}>
          {text}
        </span>
      ))}
    </div>
  );
}

function MaterialFile({ file, address, onShow }: { file: FileInfo; address: string; onShow: () => void }) {
  const { t } = useTranslation(['staff', 'licences']);
  const format = useFormat();
  return (
    <div className="material-line">
      <Button type="link" onClick={onShow}>
        {file.name}
      </Button>
      <small>{format.size(file.size)}</small>
      <Tag tone={hasWatermark(file.trust) ? 'ok' : 'neutral'}>{t(`licences:trust.${file.trust}`)}</Tag>
      <a href={address} download={file.name}>
        {t('task.download')}
      </a>
    </div>
  );
}
