import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecisionDialog } from '../../decisions/DecisionDialog.tsx';
import { withDecision, withoutDecision } from '../../decisions/dmn-xml.ts';
import { embeddedDecisions, readDmn, tasksWith, writeDmnAt } from '../../decisions/embedded.ts';
import { readText, writeAttribute } from '../modeling.ts';
import type { GroupProps } from './group-props.ts';
import { ChoiceField, TextField } from './PanelField.tsx';

const callsNothing = { 'approval:activity': undefined, 'approval:effect': undefined };

interface Editing {
  dmn: string;
  at: number;
  decision: string;
}

/** Which decision of the file a business rule task evaluates; the decisions themselves are made and edited here too. */
export function DecisionGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const { message } = App.useApp();
  const [editing, setEditing] = useState<Editing | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The dialog is gone with its focus; the keyboard goes on where it was opened.
    if (wasOpen.current && !editing) opener.current?.focus();
    wasOpen.current = editing !== null;
  }, [editing]);
  const business = element.businessObject;
  const read = (name: string) => readText(business, `approval:${name}`);
  const write = (name: string) => (value: unknown) => writeAttribute(diagram, element, `approval:${name}`, value);
  const decisions = embeddedDecisions(diagram);
  const named = read('decision');
  const chosen = decisions.find((one) => one.id === named);
  // A task that evaluates a decision calls nothing.
  const choose = (id: string) =>
    diagram
      .get('modeling')
      .updateProperties(element, id === '' ? { 'approval:decision': undefined } : { 'approval:decision': id, ...callsNothing });
  const guarded = (act: () => Promise<void>) => () =>
    void act().catch((error: unknown) => message.error(error instanceof Error ? error.message : String(error)));

  const edit = guarded(async () => {
    const dmn = chosen && (await readDmn(diagram, chosen.at));
    if (chosen && dmn) setEditing({ dmn, at: chosen.at, decision: chosen.id });
  });
  const add = guarded(async () => {
    const at = chosen?.at ?? 0;
    const decision = freeId(`Decision_${business.id}`, new Set(decisions.map((one) => one.id)));
    setEditing({ dmn: withDecision(await readDmn(diagram, at), decision, business.name || t('decision.newName')), at, decision });
  });
  const remove = guarded(async () => {
    const dmn = chosen && (await readDmn(diagram, chosen.at));
    if (!chosen || !dmn) return;
    const users = tasksWith(diagram, chosen.id);
    await writeDmnAt(diagram, element, chosen.at, withoutDecision(dmn, chosen.id));
    for (const user of users) writeAttribute(diagram, user, 'approval:decision', undefined);
  });
  const apply = async ({ at, decision }: Editing, dmn: string) => {
    await writeDmnAt(diagram, element, at, dmn);
    if (named !== decision && embeddedDecisions(diagram).some((one) => one.id === decision)) choose(decision);
    setEditing(null);
  };

  return (
    <>
      <ChoiceField
        label={t('panel.decision')}
        hint={t('panel.decisionHint')}
        value={named}
        options={decisions.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` }))}
        onCommit={choose}
      />
      <div className="panel-buttons">
        <Button icon={<EditOutlined />} disabled={!chosen} onClick={edit}>
          {t('decision.edit')}
        </Button>
        <Button ref={opener} icon={<PlusOutlined />} onClick={add}>
          {t('decision.add')}
        </Button>
        <Popconfirm
          title={t('decision.removeAsk', { name: chosen?.name, count: chosen ? tasksWith(diagram, chosen.id).length : 0 })}
          okText={t('decision.removeYes')}
          cancelText={t('decision.cancel')}
          onConfirm={remove}
        >
          <Button danger icon={<DeleteOutlined />} disabled={!chosen}>
            {t('decision.remove')}
          </Button>
        </Popconfirm>
      </div>
      <TextField
        label={t('panel.resultVariable')}
        hint={t('panel.resultVariableHint')}
        value={read('resultVariable')}
        code
        onCommit={write('resultVariable')}
      />
      {named === '' && (
        <TextField label={t('panel.activity')} hint={t('panel.activityHint')} value={read('activity')} code onCommit={write('activity')} />
      )}
      {editing && (
        <DecisionDialog
          dmn={editing.dmn}
          first={editing.decision}
          onCancel={() => setEditing(null)}
          onApply={(dmn) => apply(editing, dmn)}
        />
      )}
    </>
  );
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}_${n}`;
  return id;
}
