import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../diagram.ts';
import { readExpression, readList, readText, writeAttribute, writeExpression } from '../modeling.ts';
import { ChoiceField, SwitchField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';
import { useWords } from '../../use-words.ts';

const timerKinds = ['timeDate', 'timeDuration', 'timeCycle'];

/** Timer, message, signal and the like: what the event waits for or throws. */
export function EventGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const business = element.businessObject;
  const definition = readList(business, 'eventDefinitions')[0];
  const interrupts = business.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting';
  const canPass = business.$type === 'bpmn:BoundaryEvent' || insideEventSubProcess(business);
  return (
    <>
      {canPass && (
        <SwitchField
          label={t('panel.interrupting')}
          hint={t('panel.interruptingHint')}
          value={business.get(interrupts) !== false}
          onCommit={(on) => writeAttribute(diagram, element, interrupts, on)}
        />
      )}
      {definition?.$type === 'bpmn:TimerEventDefinition' && <TimerFields diagram={diagram} element={element} definition={definition} />}
      {definition?.$type === 'bpmn:MessageEventDefinition' && (
        <ReferenceField diagram={diagram} element={element} definition={definition} reference="messageRef" />
      )}
      {definition?.$type === 'bpmn:SignalEventDefinition' && (
        <ReferenceField diagram={diagram} element={element} definition={definition} reference="signalRef" />
      )}
      {definition?.$type === 'bpmn:ConditionalEventDefinition' && (
        <TextField
          label={t('panel.condition')}
          value={readExpression(definition, 'condition')}
          code
          multiline
          onCommit={(text) => writeExpression(diagram, element, definition, 'condition', text)}
        />
      )}
    </>
  );
}

function TimerFields({ diagram, element, definition }: GroupProps & { definition: ModdleElement }) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const kind = timerKinds.find((name) => definition.get(name)) ?? 'timeDuration';
  const text = readExpression(definition, kind);
  const change = (next: string) => {
    // One kind only: BPMN 2.0 table 10.101 makes the three mutually exclusive.
    diagram.get('modeling').updateModdleProperties(element, definition, Object.fromEntries(timerKinds.map((name) => [name, undefined])));
    writeExpression(diagram, element, definition, next, text || 'P1D');
  };
  return (
    <>
      <ChoiceField
        label={t('panel.timerKind')}
        value={kind}
        options={timerKinds.map((value) => ({ value, label: words(`timer.${value}`) }))}
        onCommit={(next) => change(next || 'timeDuration')}
      />
      <TextField
        label={t('panel.timerValue')}
        hint={words(`timerHint.${kind}`)}
        value={text}
        code
        onCommit={(value) => writeExpression(diagram, element, definition, kind, value)}
      />
      <TextField
        label={t('panel.law')}
        hint={t('panel.lawHint')}
        value={readText(element.businessObject, 'approval:law')}
        onCommit={(law) => writeAttribute(diagram, element, 'approval:law', law)}
      />
    </>
  );
}

function ReferenceField({ diagram, element, definition, reference }: GroupProps & { definition: ModdleElement; reference: string }) {
  const words = useWords();
  const target = definition.get(reference) as ModdleElement | undefined;
  const rename = (name: string) => {
    const modeling = diagram.get('modeling');
    if (target) return modeling.updateModdleProperties(element, target, { name });
    const created = diagram.get('bpmnFactory').create(reference === 'messageRef' ? 'bpmn:Message' : 'bpmn:Signal', { name });
    const root = rootOf(element.businessObject);
    created.$parent = root;
    modeling.updateModdleProperties(element, root, { rootElements: [...readList(root, 'rootElements'), created] });
    modeling.updateModdleProperties(element, definition, { [reference]: created });
  };
  return <TextField label={words(`panel.${reference}`)} value={readText(target, 'name')} onCommit={rename} />;
}

function rootOf(element: ModdleElement): ModdleElement {
  let at = element;
  while (at.$parent) at = at.$parent;
  return at;
}

function insideEventSubProcess(business: ModdleElement): boolean {
  return business.$type === 'bpmn:StartEvent' && business.$parent?.get('triggeredByEvent') === true;
}
