import { DownloadOutlined, ExpandOutlined, PlayCircleOutlined, RedoOutlined, UndoOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Tooltip } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '../../../schema/contracts/definitions.ts';
import { useFormat } from '../use-format.ts';
import { fitBesidePalette } from './diagram.ts';
import type { Diagram } from './diagram.ts';
import type { DraftHandle } from './use-draft.ts';

interface Props {
  itemId: string;
  diagram: Diagram | null;
  stamp: number;
  draft: DraftHandle;
  edits: number;
  mode: 'edit' | 'simulate';
  findings: Finding[] | null;
  onMode: (mode: 'edit' | 'simulate') => void;
  onSave: () => void;
  onPublish: () => void;
}

export function EditorToolbar({ itemId, diagram, draft, edits, mode, findings, onMode, onSave, onPublish }: Props) {
  const { t } = useTranslation('designer');
  const { message } = App.useApp();
  const format = useFormat();
  const file = useRef<HTMLInputElement>(null);
  const history = diagram?.get('commandStack');
  const dirty = edits !== draft.savedEdits;
  const blocked = findings === null || findings.length > 0;

  const download = async () => {
    const xml = (await diagram?.saveXML({ format: true }))?.xml;
    if (!xml) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
    link.download = `${itemId}.bpmn`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const open = async (chosen: File | undefined) => {
    if (!chosen || !diagram) return;
    try {
      await diagram.importXML(await chosen.text());
      fitBesidePalette(diagram);
    } catch (error) {
      message.error(t('editor.notImported', { message: error instanceof Error ? error.message : String(error) }));
    }
  };

  return (
    <div className="editor-toolbar" role="toolbar" aria-label={t('title')}>
      <Tooltip title={t('editor.undo')}>
        <Button icon={<UndoOutlined />} aria-label={t('editor.undo')} disabled={!history?.canUndo()} onClick={() => history?.undo()} />
      </Tooltip>
      <Tooltip title={t('editor.redo')}>
        <Button icon={<RedoOutlined />} aria-label={t('editor.redo')} disabled={!history?.canRedo()} onClick={() => history?.redo()} />
      </Tooltip>
      <Tooltip title={t('editor.fit')}>
        <Button icon={<ExpandOutlined />} aria-label={t('editor.fit')} onClick={() => diagram && fitBesidePalette(diagram)} />
      </Tooltip>
      <Button icon={<UploadOutlined />} onClick={() => file.current?.click()}>
        {t('editor.import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".bpmn,.xml"
        hidden
        aria-label={t('editor.import')}
        onChange={(event) => void open(event.target.files?.[0])}
      />
      <Button icon={<DownloadOutlined />} onClick={() => void download()}>
        {t('editor.export')}
      </Button>
      <Popconfirm
        title={t('editor.discardAsk')}
        okText={t('editor.discardYes')}
        cancelText={t('editor.discardNo')}
        onConfirm={() => void draft.discard()}
      >
        <Button type="text" danger>
          {t('editor.discard')}
        </Button>
      </Popconfirm>
      <span className="editor-links">
        <Link to={`/designer/${itemId}/versions`}>{t('editor.versions')}</Link>
        <Link to={`/designer/${itemId}/live`}>{t('editor.live')}</Link>
        <Link to={`/designer/${itemId}/migrations`}>{t('editor.migrations')}</Link>
      </span>
      <span className="editor-saved" role="status">
        {dirty ? t('editor.unsaved') : draft.savedAt ? t('editor.savedAt', { time: format.moment(draft.savedAt) }) : ''}
      </span>
      <Button icon={<PlayCircleOutlined />} onClick={() => onMode(mode === 'edit' ? 'simulate' : 'edit')}>
        {t(mode === 'edit' ? 'editor.simulate' : 'editor.edit')}
      </Button>
      <Button loading={draft.busy} disabled={!dirty} onClick={onSave}>
        {t('editor.save')}
      </Button>
      <Tooltip title={findings && findings.length > 0 ? t('editor.blocked', { count: findings.length }) : undefined}>
        <Button type="primary" disabled={blocked} onClick={onPublish}>
          {t('editor.publish')}
        </Button>
      </Tooltip>
    </div>
  );
}
