import { useTranslation } from 'react-i18next';
import type { DiagramElement, ModdleElement } from '../diagram.ts';
import { readExpression, writeAttribute, writeExpression } from '../modeling.ts';
import { SwitchField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';

const branching = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];

/** Condition of a sequence flow in FEEL, and whether it is the default way. */
export function FlowGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const flow = element.businessObject;
  const source = flow.get('sourceRef') as ModdleElement;
  const sourceElement = diagram.get('elementRegistry').get(source.id) as DiagramElement | undefined;
  const isDefault = (source.get('default') as ModdleElement | undefined)?.id === flow.id;
  const canBranch = branching.includes(source.$type) || source.$instanceOf('bpmn:Activity');
  if (!canBranch || !sourceElement) return null;
  return (
    <>
      <SwitchField
        label={t('panel.defaultFlow')}
        hint={t('panel.defaultFlowHint')}
        value={isDefault}
        onCommit={(on) => diagram.get('modeling').updateProperties(sourceElement, { default: on ? flow : undefined })}
      />
      {!isDefault && (
        <TextField
          label={t('panel.condition')}
          hint={t('panel.conditionHint')}
          value={readExpression(flow, 'conditionExpression')}
          multiline
          code
          onCommit={(text) => writeExpression(diagram, element, flow, 'conditionExpression', text)}
        />
      )}
      <TextField label={t('panel.name')} value={flow.name ?? ''} onCommit={(name) => writeAttribute(diagram, element, 'name', name)} />
    </>
  );
}
