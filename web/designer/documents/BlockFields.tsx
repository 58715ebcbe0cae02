import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import type { Block } from '../../../schema/documents/template.ts';
import { useFormat } from '../use-format.ts';
import { listsOf, replaced, without } from './editing.ts';
import { TextBox } from './TextBox.tsx';
import type { Insertion } from './use-insertion.ts';

interface Props<B extends Block = Block> {
  kind: DocumentKindId;
  block: B;
  insertion: Insertion;
  onChange: (block: Block) => void;
}
type Of<K extends Block['type']> = Props<Extract<Block, { type: K }>>;

/** What a part of a template holds, by its type. */
export function BlockFields({ block, ...rest }: Props) {
  const { t } = useTranslation('documents');
  switch (block.type) {
    case 'list':
      return (
        <>
          <ListChoice block={block} {...rest} />
          <TextBox
            label={t('templates.text')}
            value={block.text}
            insertion={rest.insertion}
            onChange={(text) => rest.onChange({ ...block, text })}
          />
        </>
      );
    case 'table':
      return <TableFields block={block} {...rest} />;
    case 'facts':
      return <FactsFields block={block} {...rest} />;
    case 'signature':
      return (
        <>
          <TextBox
            label={t('templates.agency')}
            value={block.agency}
            insertion={rest.insertion}
            onChange={(agency) => rest.onChange({ ...block, agency })}
          />
          <TextBox
            label={t('templates.date')}
            value={block.date}
            insertion={rest.insertion}
            onChange={(date) => rest.onChange({ ...block, date })}
          />
          <Checkbox checked={block.seal} onChange={(event) => rest.onChange({ ...block, seal: event.target.checked })}>
            {t('templates.seal')}
          </Checkbox>
        </>
      );
    case 'signLines':
      return <LineFields block={block} {...rest} />;
    default:
      return (
        <TextBox
          label={t('templates.text')}
          value={block.text}
          insertion={rest.insertion}
          onChange={(text) => rest.onChange({ ...block, text })}
        />
      );
  }
}

function ListChoice({ kind, block, onChange }: Of<'list'> | Of<'table'>) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  return (
    <Select
      aria-label={t('templates.list')}
      className="template-choice"
      value={block.field}
      options={listsOf(kind).map(({ name, label }) => ({ value: name, label: format.text(label) }))}
      onChange={(field: string) => onChange({ ...block, field })}
    />
  );
}

function TableFields(props: Of<'table'>) {
  const { block, insertion, onChange } = props;
  const { t } = useTranslation('documents');
  const change = (columns: typeof block.columns) => onChange({ ...block, columns });
  return (
    <>
      <ListChoice {...props} />
      {block.columns.map((column, index) => (
        <fieldset key={index} className="template-part">
          <legend>{t('templates.column', { place: index + 1 })}</legend>
          <TextBox
            short
            label={t('templates.columnLabel')}
            value={column.label}
            insertion={insertion}
            onChange={(label) => change(replaced(block.columns, index, { ...column, label }))}
          />
          <TextBox
            label={t('templates.columnText')}
            value={column.text}
            insertion={insertion}
            onChange={(text) => change(replaced(block.columns, index, { ...column, text }))}
          />
          <InputNumber
            aria-label={t('templates.columnWidth')}
            min={1}
            max={12}
            precision={0}
            value={column.width}
            onChange={(width) => change(replaced(block.columns, index, { ...column, width: width ?? 1 }))}
          />
          <Remove label={t('templates.removeColumn', { place: index + 1 })} onRemove={() => change(without(block.columns, index))} />
        </fieldset>
      ))}
      <Button size="small" onClick={() => change([...block.columns, { label: '', text: `{${block.field}.row}`, width: 1 }])}>
        {t('templates.addColumn')}
      </Button>
    </>
  );
}

function FactsFields({ block, insertion, onChange }: Of<'facts'>) {
  const { t } = useTranslation('documents');
  const change = (rows: typeof block.rows) => onChange({ ...block, rows });
  return (
    <>
      {block.rows.map((row, index) => (
        <fieldset key={index} className="template-part">
          <legend>{t('templates.row', { place: index + 1 })}</legend>
          <TextBox
            short
            label={t('templates.rowLabel')}
            value={row.label}
            insertion={insertion}
            onChange={(label) => change(replaced(block.rows, index, { ...row, label }))}
          />
          <TextBox
            label={t('templates.rowText')}
            value={row.text}
            insertion={insertion}
            onChange={(text) => change(replaced(block.rows, index, { ...row, text }))}
          />
          <Remove label={t('templates.removeRow', { place: index + 1 })} onRemove={() => change(without(block.rows, index))} />
        </fieldset>
      ))}
      <Button size="small" onClick={() => change([...block.rows, { label: '', text: '' }])}>
        {t('templates.addRow')}
      </Button>
    </>
  );
}

function LineFields({ block, insertion, onChange }: Of<'signLines'>) {
  const { t } = useTranslation('documents');
  const change = (lines: string[]) => onChange({ ...block, lines });
  return (
    <>
      {block.lines.map((line, index) => (
        <div key={index} className="template-part">
          <TextBox
            short
            label={t('templates.line', { place: index + 1 })}
            value={line}
            insertion={insertion}
            onChange={(text) => change(replaced(block.lines, index, text))}
          />
          <Remove label={t('templates.removeLine', { place: index + 1 })} onRemove={() => change(without(block.lines, index))} />
        </div>
      ))}
      <Button size="small" onClick={() => change([...block.lines, ''])}>
        {t('templates.addLine')}
      </Button>
    </>
  );
}

function Remove({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { t } = useTranslation('documents');
  return (
    <Button size="small" type="text" danger aria-label={label} onClick={onRemove}>
      {t('templates.remove')}
    </Button>
  );
}
