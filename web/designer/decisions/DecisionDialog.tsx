import { Alert, App, Modal, Spin, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDmnModeler } from './use-dmn-modeler.ts';

interface Props {
  /** DMN 1.3. */
  dmn: string;
  /** The decision that is opened first. */
  first: string;
  onCancel: () => void;
  onApply: (dmn: string) => Promise<void>;
}

/** The decisions of the file, edited as tables; nothing reaches the diagram before it is applied. */
export function DecisionDialog({ dmn, first, onCancel, onApply }: Props) {
  const { t, i18n } = useTranslation('designer');
  const { modal } = App.useApp();
  const { container, editor, views, active, changed, failure, open } = useDmnModeler(dmn, first, i18n.language);
  const [problem, setProblem] = useState<string | null>(null);

  const apply = async () => {
    try {
      // A cell writes what is in it when it is left.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const saved = await editor?.saveXML({ format: false });
      if (saved) await onApply(saved.xml);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const cancel = () => {
    if (!changed) {
      onCancel();
      return;
    }
    modal.confirm({
      title: t('decision.discardAsk'),
      okText: t('decision.discardYes'),
      cancelText: t('decision.discardNo'),
      onOk: onCancel,
    });
  };

  return (
    <Modal
      open
      title={t('decision.title')}
      width="min(1320px, 96vw)"
      centered
      // Escape ends the editing of a cell, and a click beside the table is no answer.
      keyboard={false}
      mask={{ closable: false }}
      okText={t('decision.apply')}
      cancelText={t('decision.cancel')}
      okButtonProps={{ disabled: !editor }}
      onOk={() => void apply()}
      onCancel={cancel}
    >
      {failure && <Alert type="error" showIcon title={t('decision.notEditable', { message: failure })} />}
      {problem && <Alert type="error" showIcon title={problem} />}
      <Tabs
        activeKey={active ?? undefined}
        onChange={open}
        aria-label={t('decision.views')}
        items={views.map((view) => ({
          key: view.element.id,
          label: view.type === 'drd' ? t('decision.requirements') : view.name || view.element.id,
        }))}
      />
      <Spin spinning={!editor && !failure}>
        <div ref={container} className="decision-editor" role="application" aria-label={t('decision.editor')} />
      </Spin>
      <p className="panel-hint">{t('decision.editorHint')}</p>
    </Modal>
  );
}
