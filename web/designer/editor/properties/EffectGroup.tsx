import { useTranslation } from 'react-i18next';
import { effectKindSchema } from '../../../../schema/process/approval-extension.ts';
import { ownClocks, procedureBases } from '../../../../schema/rules/procedures.ts';
import { readText, writeAttribute } from '../modeling.ts';
import { ChoiceField, SwitchField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';
import { useWords } from '../../use-words.ts';

const effects: readonly string[] = effectKindSchema.options;
/** Others begin and end by themselves, or move the limits of the decision together. */
const ofOneClock = new Set(['startClock', 'endClock']);
const byLaw = new Set(['accept', 'grant', 'lapse']);

/** What a service task does to the case: a state change recorded in the step itself, or a named activity. */
export function EffectGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const business = element.businessObject;
  const read = (name: string) => readText(business, `approval:${name}`);
  const write = (name: string) => (value: unknown) => writeAttribute(diagram, element, `approval:${name}`, value);
  const effect = read('effect');
  return (
    <>
      <ChoiceField
        label={t('panel.effect')}
        hint={t('panel.effectHint')}
        value={effect}
        options={effects.map((value) => ({ value, label: words(`effect.${value}`) }))}
        onCommit={write('effect')}
      />
      {effect === '' && <TextField label={t('panel.activity')} value={read('activity')} code onCommit={write('activity')} />}
      {effect === 'forward' && (
        <ChoiceField
          label={t('panel.forwardTo')}
          value={read('level')}
          options={['city', 'province', 'national'].map((value) => ({ value, label: words(`level.${value}`) }))}
          onCommit={write('level')}
        />
      )}
      {ofOneClock.has(effect) && (
        <ChoiceField
          label={t('panel.clock')}
          value={read('clock')}
          options={ownClocks.map((value) => ({ value, label: words(`clock.${value}`) }))}
          onCommit={write('clock')}
        />
      )}
      {effect === 'stopClock' && (
        <>
          <ChoiceField
            label={t('panel.basis')}
            hint={t('panel.basisHint')}
            value={read('basis')}
            options={procedureBases.map((value) => ({ value, label: words(`basis.${value}`) }))}
            onCommit={write('basis')}
          />
          <TextField label={t('panel.procedureLaw')} value={read('law')} multiline onCommit={write('law')} />
          <TextField label={t('panel.procedureDays')} hint={t('panel.procedureDaysHint')} value={read('days')} onCommit={write('days')} />
        </>
      )}
      {byLaw.has(effect) && (
        <>
          <SwitchField
            label={t('panel.deemed')}
            hint={t('panel.deemedHint')}
            value={read('deemed') === 'true'}
            onCommit={(deemed) => write('deemed')(deemed || undefined)}
          />
          {read('deemed') === 'true' && <TextField label={t('panel.law')} value={read('law')} multiline onCommit={write('law')} />}
        </>
      )}
    </>
  );
}
