import { Alert, App, Button, Checkbox, Popconfirm, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { checkTemplate } from '../../../schema/documents/check-template.ts';
import { DocumentKindName } from '../../../schema/documents/kind-ids.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { Template } from '../../../schema/documents/template.ts';
import { useRead } from '../../api/use-read.ts';
import { PublishDialog } from '../editor/PublishDialog.tsx';
import { LoadProblem } from '../LoadProblem.tsx';
import { useFormat } from '../use-format.ts';
import { BlockCard } from './BlockCard.tsx';
import { blockTypes, listsOf, moved, newBlock, replaced, without } from './editing.ts';
import { FieldChips } from './FieldChips.tsx';
import { PreviewPane } from './PreviewPane.tsx';
import { templateAddress } from './template-address.ts';
import { TemplateVersions } from './TemplateVersions.tsx';
import { TextBox } from './TextBox.tsx';
import { useFindingSentence } from './use-finding-sentence.ts';
import { useInsertion } from './use-insertion.ts';
import { usePreview } from './use-preview.ts';
import { useTemplateDraft } from './use-template-draft.ts';
import type { TemplateDraftHandle } from './use-template-draft.ts';

/** The template of one kind of document: its parts on one side, the pages as they will be issued on the other. */
export function TemplatePage() {
  const { kind: asked } = useParams();
  const [search] = useSearchParams();
  const kind = DocumentKindName.safeParse(asked);
  const itemId = search.get('item') ?? '';
  if (!kind.success) return <LoadProblem error={new Error(asked)} onRetry={() => window.location.reload()} />;
  return <TemplateEditor key={`${kind.data} ${itemId}`} kind={kind.data} itemId={itemId} />;
}

function TemplateEditor({ kind, itemId }: { kind: DocumentKindId; itemId: string }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const draft = useTemplateDraft(kind, itemId);
  const { content } = draft;
  // Whole as the API wants it, then whole as the kind wants it.
  const isWhole = content !== null && Template.safeParse(content).success;
  const findings = content ? checkTemplate(content) : [];
  const isUsable = isWhole && findings.length === 0;
  const preview = usePreview(content, isUsable);
  if (draft.error) return <LoadProblem error={draft.error} onRetry={() => void draft.reload()} />;
  const name = format.text(kindOf(kind).name);
  return (
    <div className="template">
      <p>
        <Link to="/designer/documents">{t('templates.back')}</Link>
      </p>
      <h1 className="editor-title">
        {name}
        {draft.opened && (
          <small>
            {draft.opened.base === 0 ? t('templates.begun') : t('templates.basedOn', { version: draft.opened.base })} ·{' '}
            {t('templates.law', { article: kindOf(kind).article })}
          </small>
        )}
      </h1>
      <Toolbar kind={kind} itemId={itemId} draft={draft} isUsable={isUsable} />
      {draft.problem && (
        <Alert
          type="warning"
          showIcon
          closable
          title={draft.problem}
          action={<Button onClick={() => void draft.reload()}>{t('templates.reload')}</Button>}
          onClose={draft.clearProblem}
        />
      )}
      <div className="template-columns">
        <div>{content ? <Parts content={content} findings={findings} onChange={draft.change} /> : <Spin />}</div>
        <PreviewPane {...preview} name={name} isUsable={isUsable} />
      </div>
      <TemplateVersions kind={kind} itemId={itemId} />
    </div>
  );
}

function Toolbar({
  kind,
  itemId,
  draft,
  isUsable,
}: {
  kind: DocumentKindId;
  itemId: string;
  draft: TemplateDraftHandle;
  isUsable: boolean;
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [publishing, setPublishing] = useState(false);
  const items = useRead(routes.catalogue.list, { query: { limit: 100 } });
  const options = [
    { value: '', label: t('templates.everyItem') },
    ...(items.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: format.text(name) })),
  ];
  const publish = async (note: string, effectiveAt: string | null) => {
    const version = await draft.publish(note, effectiveAt);
    if (!version) return;
    setPublishing(false);
    message.success(t('templates.published', { version: version.version }));
  };
  return (
    <div className="editor-toolbar" role="toolbar" aria-label={t('templates.title')}>
      <Select
        aria-label={t('templates.item')}
        className="template-item"
        showSearch={{ optionFilterProp: 'label' }}
        value={itemId}
        options={options}
        onChange={(chosen: string) => void navigate(templateAddress(kind, chosen))}
      />
      <Popconfirm
        title={t('templates.discardAsk')}
        okText={t('templates.yes')}
        cancelText={t('templates.no')}
        onConfirm={() => void draft.discard()}
      >
        <Button type="text" danger>
          {t('templates.discard')}
        </Button>
      </Popconfirm>
      <span className="editor-saved" role="status">
        {draft.isDirty ? t('templates.unsaved') : (draft.opened?.revision ?? 0) > 0 ? t('templates.saved') : ''}
      </span>
      <Button loading={draft.busy} disabled={!draft.isDirty || !isUsable} onClick={() => void draft.save()}>
        {t('templates.save')}
      </Button>
      <Button type="primary" disabled={!isUsable} onClick={() => setPublishing(true)}>
        {t('templates.publish')}
      </Button>
      <PublishDialog
        open={publishing}
        running={null}
        busy={draft.busy}
        problem={draft.problem}
        onCancel={() => setPublishing(false)}
        onPublish={(note, effectiveAt) => void publish(note, effectiveAt)}
      />
    </div>
  );
}

interface PartsProps {
  content: Template;
  findings: ReturnType<typeof checkTemplate>;
  onChange: (content: Template) => void;
}

/** The parts in order, what is missing as a whole, and the fields to be put in. */
function Parts({ content, findings, onChange }: PartsProps) {
  const { t } = useTranslation('documents');
  const insertion = useInsertion();
  const sentence = useFindingSentence(content.kind);
  const { kind, blocks, footer } = content;
  const change = (next: Template['blocks']) => onChange({ ...content, blocks: next });
  const whole = findings.filter(({ path }) => !path.startsWith('blocks['));
  const addable = blockTypes.filter((type) => listsOf(kind).length > 0 || (type !== 'list' && type !== 'table'));
  return (
    <>
      {findings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('templates.findings', { count: findings.length })}
          description={
            whole.length === 0
              ? undefined
              : whole.map((finding) => <p key={finding.path + finding.code + (finding.params.field ?? '')}>{sentence(finding)}</p>)
          }
        />
      )}
      <FieldChips kind={kind} insertion={insertion} />
      <ol className="template-blocks" aria-label={t('templates.blocks')}>
        {blocks.map((block, index) => (
          <BlockCard
            // Parts have no name of their own, and moving one moves its text with it.
            key={index}
            kind={kind}
            block={block}
            index={index}
            count={blocks.length}
            findings={findings.filter(({ path }) => path === `blocks[${index}]` || path.startsWith(`blocks[${index}].`))}
            insertion={insertion}
            onChange={(next) => change(replaced(blocks, index, next))}
            onMove={(to) => change(moved(blocks, index, to))}
            onRemove={() => change(without(blocks, index))}
          />
        ))}
      </ol>
      <Select
        aria-label={t('templates.add')}
        className="template-choice"
        placeholder={t('templates.add')}
        value={null}
        options={addable.map((type) => ({ value: type, label: t(`templates.types.${type}`) }))}
        onChange={(type: (typeof addable)[number] | null) => type && change([...blocks, newBlock(type, kind)])}
      />
      <section className="template-block" aria-label={t('templates.footer')}>
        <strong>{t('templates.footer')}</strong>
        <TextBox
          label={t('templates.footerText')}
          value={footer.text}
          insertion={insertion}
          onChange={(text) => onChange({ ...content, footer: { ...footer, text } })}
        />
        <Checkbox checked={footer.qr} onChange={(event) => onChange({ ...content, footer: { ...footer, qr: event.target.checked } })}>
          {t('templates.qr')}
        </Checkbox>
      </section>
    </>
  );
}
