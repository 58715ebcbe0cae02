import { useQuery } from '@tanstack/react-query';
import { Alert, App, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { call } from '../../api/call.ts';
import { useRead } from '../../api/use-read.ts';
import { DraftTrial } from '../migrations/DraftTrial.tsx';
import { LoadProblem } from '../LoadProblem.tsx';
import { placeOf } from '../decisions/places.ts';
import { SimulationPanel } from '../simulate/SimulationPanel.tsx';
import { useFormat } from '../use-format.ts';
import { EditorToolbar } from './EditorToolbar.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import { PropertiesPanel } from './properties/PropertiesPanel.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { useDraftTrial } from '../migrations/use-draft-trial.ts';
import { useDraft } from './use-draft.ts';
import { useFindings } from './use-findings.ts';
import { useModeler } from './use-modeler.ts';

/** One item's definition: edit, see what cannot run, simulate, publish. */
export function EditorPage() {
  const { itemId = '' } = useParams();
  const { t, i18n } = useTranslation('designer');
  const words = useTranslation('migrations').t;
  const format = useFormat();
  const { message } = App.useApp();
  const draft = useDraft(itemId);
  const { container, diagram, selected, stamp, edits, failure } = useModeler(draft.opened?.bpmn ?? null, i18n.language);
  const item = useRead(routes.catalogue.get, { params: { itemId } }, { staleTime: 300_000 });
  const findings = useFindings(diagram, edits, item.data?.guide);
  const running = useQuery({
    queryKey: ['definitions', itemId, 'versions'],
    queryFn: () => call(routes.definitions.versions, { params: { itemId } }),
  });
  const [mode, setMode] = useState<'edit' | 'simulate'>('edit');
  const [publishing, setPublishing] = useState(false);
  const trial = useDraftTrial(itemId);

  const runningCases = (running.data ?? []).reduce((sum, version) => sum + version.running, 0);

  if (draft.error) return <LoadProblem error={draft.error} onRetry={draft.reload} />;

  const xml = async () => (await diagram?.saveXML({ format: true }))?.xml ?? null;
  const save = async () => {
    const bpmn = await xml();
    return bpmn === null ? false : draft.save(bpmn, edits);
  };
  const publish = async (note: string, effectiveAt: string | null) => {
    if (!(await save())) return;
    const version = await draft.publish(note, effectiveAt);
    if (!version) return;
    setPublishing(false);
    trial.forget();
    message.success(t('editor.published', { version: version.version }));
    void running.refetch();
  };
  /** A version is tried against every running case before it is published. */
  const openPublishing = async () => {
    draft.clearProblem();
    setPublishing(true);
    if (runningCases > 0 && (await save())) trial.begin();
  };
  const nameOf = (element: string): string | undefined => diagram?.get('elementRegistry').get(element)?.businessObject.name;
  const select = (element: string) => {
    const place = diagram && placeOf(diagram, element);
    const found = place === null ? undefined : diagram?.get('elementRegistry').get(place);
    if (!diagram || !found) return;
    diagram.get('selection').select(found);
    if (found !== diagram.get('canvas').getRootElement()) diagram.get('canvas').scrollToElement(found.id);
  };

  return (
    <div className="editor">
      <h1 className="editor-title">
        {draft.opened ? format.text(draft.opened.itemName) : t('title')}
        {draft.opened && <small>{t('editor.base', { version: draft.opened.base })}</small>}
      </h1>
      <EditorToolbar
        itemId={itemId}
        diagram={diagram}
        stamp={stamp}
        draft={draft}
        edits={edits}
        mode={mode}
        findings={findings}
        onMode={setMode}
        onSave={() => void save()}
        onPublish={() => void openPublishing()}
      />
      {draft.problem && !publishing && <Alert type="warning" showIcon title={draft.problem} closable onClose={draft.clearProblem} />}
      {failure && <Alert type="error" showIcon title={t('editor.loadFailed', { message: failure })} />}
      <div className="editor-body">
        <div className="editor-canvas-frame">
          {!diagram && !failure && <Spin className="editor-spin" />}
          <div ref={container} className="editor-canvas" role="application" aria-label={t('editor.canvas')} />
          <FindingsPanel findings={findings} onSelect={select} />
        </div>
        <aside className="editor-side">
          {mode === 'edit' && diagram && selected && <PropertiesPanel key={selected.id} diagram={diagram} element={selected} />}
          {mode === 'simulate' && diagram && <SimulationPanel diagram={diagram} edits={edits} />}
        </aside>
      </div>
      <PublishDialog
        open={publishing}
        running={runningCases}
        busy={draft.busy}
        problem={draft.problem}
        trial={
          runningCases > 0 ? (
            <DraftTrial batchId={trial.batchId} error={trial.error} nameOf={nameOf} onAgain={trial.begin} onSettled={trial.settle} />
          ) : null
        }
        against={runningCases > 0 && !trial.isSettled ? words('publish.waiting') : undefined}
        onCancel={() => setPublishing(false)}
        onPublish={(note, effectiveAt) => void publish(note, effectiveAt)}
      />
    </div>
  );
}
