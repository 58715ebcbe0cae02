import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { readText, writeAttribute } from '../modeling.ts';
import { DecisionGroup } from './DecisionGroup.tsx';
import { DecisionsGroup } from './DecisionsGroup.tsx';
import { DutyGroup } from './DutyGroup.tsx';
import { EffectGroup } from './EffectGroup.tsx';
import { EventGroup } from './EventGroup.tsx';
import { FlowGroup } from './FlowGroup.tsx';
import { GeneralGroup } from './GeneralGroup.tsx';
import type { GroupProps } from './group-props.ts';
import { ChoiceField, SwitchField } from './PanelField.tsx';
import { UserTaskGroup } from './UserTaskGroup.tsx';
import { VoteGroup } from './VoteGroup.tsx';
import { useWords } from '../../use-words.ts';

const serviceStages = ['receive', 'review', 'decide', 'certify', 'deliver'];

/** What the engine runs of the selected element, and nothing else: no field here is without effect. */
export function PropertiesPanel({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const business = element.businessObject;
  const groups: { key: string; children: ReactNode }[] = [];
  if (business.$type === 'bpmn:SequenceFlow') groups.push({ key: 'flow', children: <FlowGroup diagram={diagram} element={element} /> });
  else groups.push({ key: 'general', children: <GeneralGroup diagram={diagram} element={element} /> });
  if (business.$type === 'bpmn:UserTask') {
    groups.push({ key: 'handling', children: <UserTaskGroup diagram={diagram} element={element} /> });
    groups.push({ key: 'duty', children: <DutyGroup diagram={diagram} element={element} /> });
    groups.push({ key: 'decisions', children: <DecisionsGroup diagram={diagram} element={element} /> });
    groups.push({ key: 'vote', children: <VoteGroup diagram={diagram} element={element} /> });
  }
  if (business.$type === 'bpmn:ServiceTask') {
    groups.push({
      key: 'effect',
      children: (
        <>
          <EffectGroup diagram={diagram} element={element} />
          <StageField diagram={diagram} element={element} />
        </>
      ),
    });
  }
  if (business.$type === 'bpmn:BusinessRuleTask') {
    groups.push({
      key: 'decision',
      children: (
        <>
          <DecisionGroup diagram={diagram} element={element} />
          <StageField diagram={diagram} element={element} />
        </>
      ),
    });
  }
  if (business.$instanceOf('bpmn:Event')) groups.push({ key: 'event', children: <EventGroup diagram={diagram} element={element} /> });
  if (business.$type === 'bpmn:Process') {
    groups.push({
      key: 'process',
      children: (
        <SwitchField
          label={t('panel.compensateOnReturn')}
          hint={t('panel.compensateOnReturnHint')}
          value={readText(business, 'approval:compensateOnReturn') === 'true'}
          onCommit={(on) => writeAttribute(diagram, element, 'approval:compensateOnReturn', on || undefined)}
        />
      ),
    });
  }
  return (
    <section className="panel" aria-label={t('panel.title')}>
      <header className="panel-header">
        <span className="panel-kind">
          {words(`kind.${business.$type.replace('bpmn:', '')}`, { defaultValue: business.$type.replace('bpmn:', '') })}
        </span>
        <strong>{business.name || business.id}</strong>
      </header>
      <Collapse
        // An element that becomes one of another type keeps its id; its groups open all the same.
        key={business.$type}
        ghost
        defaultActiveKey={groups.map((group) => group.key)}
        items={groups.map((group) => ({ ...group, label: words(`group.${group.key}`) }))}
      />
    </section>
  );
}

/** The stage of the case that a step without a person belongs to. */
function StageField({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  return (
    <ChoiceField
      label={t('panel.stage')}
      value={readText(element.businessObject, 'approval:stage')}
      options={serviceStages.map((value) => ({ value, label: words(`stage.${value}`) }))}
      onCommit={(stage) => writeAttribute(diagram, element, 'approval:stage', stage)}
    />
  );
}
