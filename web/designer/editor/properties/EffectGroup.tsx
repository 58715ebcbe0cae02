import { useTranslation } from 'react-i18next';
import { effectKindSchema } from '../../../../schema/process/approval-extension.ts';
import { readText, writeAttribute } from '../modeling.ts';
import { ChoiceField, SwitchField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';
import { useWords } from '../../use-words.ts';

const effects: readonly string[] = effectKindSchema.options;
const clocks = ['receive', 'correction', 'decision', 'promised', 'deliver'];
const bases = ['hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expertReview'];
const ofClocks = new Set(['startClock', 'stopClock', 'resumeClock', 'extendClock']);
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
      {ofClocks.has(effect) && (
        <>
          <ChoiceField
            label={t('panel.clock')}
            value={read('clock')}
            options={clocks.map((value) => ({ value, label: words(`clock.${value}`) }))}
            onCommit={write('clock')}
          />
          {effect === 'stopClock' && (
            <ChoiceField
              label={t('panel.basis')}
              hint={t('panel.basisHint')}
              value={read('basis')}
              options={bases.map((value) => ({ value, label: words(`basis.${value}`) }))}
              onCommit={write('basis')}
            />
          )}
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
