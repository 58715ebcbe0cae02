import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readExtension, readList, readText, writeExtension } from '../modeling.ts';
import { ChoiceField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';
import { useWords } from '../../use-words.ts';

const requirements = ['none', 'opinion', 'marks', 'agency', 'experts'];
const tones = ['primary', 'default', 'danger'];

interface Decision {
  value: string;
  label: string;
  labelEn: string;
  requires: string;
  tone: string;
}

/** The buttons a task offers. The chosen value is written to the variable, which conditions then read. */
export function DecisionsGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const present = readExtension(element, 'approval:Decisions');
  const variable = readText(present, 'variable') || 'decision';
  const decisions: Decision[] = readList(present, 'decisions').map((decision) => ({
    value: readText(decision, 'value'),
    label: readText(decision, 'label'),
    labelEn: readText(decision, 'labelEn'),
    requires: readText(decision, 'requires') || 'none',
    tone: readText(decision, 'tone') || 'default',
  }));

  const write = (next: Decision[], name = variable) =>
    writeExtension(
      diagram,
      element,
      'approval:Decisions',
      next.length === 0 ? null : { variable: name, decisions: next.map((decision) => ({ $type: 'approval:Decision', ...decision })) },
    );
  const change = (index: number, patch: Partial<Decision>) =>
    write(decisions.map((decision, at) => (at === index ? { ...decision, ...patch } : decision)));
  const add = () =>
    write([
      ...decisions,
      { value: `option${decisions.length + 1}`, label: t('panel.newDecision'), labelEn: '', requires: 'none', tone: 'default' },
    ]);

  return (
    <>
      {decisions.length > 0 && (
        <TextField
          label={t('panel.variable')}
          hint={t('panel.variableHint')}
          value={variable}
          code
          onCommit={(name) => write(decisions, name)}
        />
      )}
      <ol className="panel-list">
        {decisions.map((decision, index) => (
          <li key={index}>
            <div className="panel-list-head">
              <strong>{decision.label || decision.value}</strong>
              <Button
                type="text"
                danger
                icon={<DeleteOutlined />}
                aria-label={t('panel.removeDecision', { name: decision.label || decision.value })}
                onClick={() => write(decisions.filter((_, at) => at !== index))}
              />
            </div>
            <TextField label={t('panel.value')} value={decision.value} code onCommit={(value) => change(index, { value })} />
            <div className="panel-pair">
              <TextField label={t('panel.labelZh')} value={decision.label} onCommit={(label) => change(index, { label })} />
              <TextField label={t('panel.labelEn')} value={decision.labelEn} onCommit={(labelEn) => change(index, { labelEn })} />
            </div>
            <div className="panel-pair">
              <ChoiceField
                label={t('panel.requires')}
                value={decision.requires}
                options={requirements.map((value) => ({ value, label: words(`requires.${value}`) }))}
                onCommit={(requires) => change(index, { requires: requires || 'none' })}
              />
              <ChoiceField
                label={t('panel.tone')}
                value={decision.tone}
                options={tones.map((value) => ({ value, label: words(`tone.${value}`) }))}
                onCommit={(tone) => change(index, { tone: tone || 'default' })}
              />
            </div>
          </li>
        ))}
      </ol>
      <Button block icon={<PlusOutlined />} onClick={add}>
        {t('panel.addDecision')}
      </Button>
    </>
  );
}
