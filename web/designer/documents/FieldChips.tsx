import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { noteOf } from '../../../schema/documents/field.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { shapeOf } from '../../../schema/documents/kinds.ts';
import { useFormat } from '../use-format.ts';
import { chipsOf, listsOf } from './editing.ts';
import type { Chip } from './editing.ts';
import type { Insertion } from './use-insertion.ts';

/** The fields of a kind: a click puts one in at the cursor. Those that the law wants told are marked. */
export function FieldChips({ kind, insertion }: { kind: DocumentKindId; insertion: Insertion }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const chips = chipsOf(kind);
  const chip = ({ insert, label, isRequired, isHanzi }: Chip) => {
    const name = isHanzi ? t('templates.hanzi', { label: format.text(label) }) : format.text(label);
    return (
      <Button
        key={insert}
        size="small"
        className={isRequired ? 'template-chip template-chip-required' : 'template-chip'}
        title={isRequired ? `${insert} · ${t('templates.required')}` : insert}
        aria-label={t('templates.insert', { label: name })}
        // The text box keeps its cursor.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => insertion.insert(insert)}
      >
        {isRequired ? `${name} *` : name}
      </Button>
    );
  };
  return (
    <section className="template-fields" aria-label={t('templates.fields')}>
      <p>{t('templates.fieldsLead')}</p>
      <div>{chips.filter(({ list }) => list === null).map(chip)}</div>
      {listsOf(kind).map(({ name }) => (
        <div key={name}>
          <span>{format.text(noteOf(shapeOf(kind)[name]!).label)}</span>
          {chips.filter(({ list }) => list === name).map(chip)}
        </div>
      ))}
    </section>
  );
}
