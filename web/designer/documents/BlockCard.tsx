import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TemplateFinding } from '../../../schema/documents/check-template.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import type { Block } from '../../../schema/documents/template.ts';
import { useFormat } from '../use-format.ts';
import { BlockFields } from './BlockFields.tsx';
import { optionalFieldsOf } from './editing.ts';
import type { Insertion } from './use-insertion.ts';
import { useFindingSentence } from './use-finding-sentence.ts';

interface Props {
  kind: DocumentKindId;
  block: Block;
  index: number;
  count: number;
  findings: TemplateFinding[];
  insertion: Insertion;
  onChange: (block: Block) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One part of a template with what it holds, when it is shown, its place, and what is wrong with it. */
export function BlockCard({ kind, block, index, count, findings, insertion, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation('documents');
  const sentence = useFindingSentence(kind);
  const place = index + 1;
  const title = t('templates.block', { place, type: t(`templates.types.${block.type}`) });
  return (
    <li className="template-block">
      <section aria-label={title}>
        <header>
          <strong>{t(`templates.types.${block.type}`)}</strong>
          <span>
            <Button
              size="small"
              type="text"
              disabled={index === 0}
              aria-label={t('templates.upNamed', { place })}
              onClick={() => onMove(index - 1)}
            >
              {t('templates.up')}
            </Button>
            <Button
              size="small"
              type="text"
              disabled={index === count - 1}
              aria-label={t('templates.downNamed', { place })}
              onClick={() => onMove(index + 1)}
            >
              {t('templates.down')}
            </Button>
            <Button size="small" type="text" danger aria-label={t('templates.removeNamed', { place })} onClick={onRemove}>
              {t('templates.remove')}
            </Button>
          </span>
        </header>
        <BlockFields kind={kind} block={block} insertion={insertion} onChange={onChange} />
        <Condition kind={kind} block={block} onChange={onChange} />
        {findings.map((finding) => (
          <p key={finding.path + finding.code} className="panel-error">
            {sentence(finding)}
          </p>
        ))}
      </section>
    </li>
  );
}

/** When it is shown: always, or by a field that may be absent. A kind without such fields has no choice. */
function Condition({ kind, block, onChange }: Pick<Props, 'kind' | 'block' | 'onChange'>) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const fields = optionalFieldsOf(kind);
  if (fields.length === 0) return null;
  const value = block.when !== undefined ? `when:${block.when}` : block.unless !== undefined ? `unless:${block.unless}` : '';
  const options = [
    { value: '', label: t('templates.always') },
    ...fields.map(({ name, label }) => ({ value: `when:${name}`, label: t('templates.whenHas', { label: format.text(label) }) })),
    ...fields.map(({ name, label }) => ({ value: `unless:${name}`, label: t('templates.unlessHas', { label: format.text(label) }) })),
  ];
  return (
    <Select
      aria-label={t('templates.when')}
      className="template-choice"
      size="small"
      value={value}
      options={options}
      onChange={(chosen: string) => {
        const { when: _when, unless: _unless, ...rest } = block;
        const [how, name] = chosen.split(':');
        onChange((chosen === '' ? rest : { ...rest, [how!]: name }) as Block);
      }}
    />
  );
}
