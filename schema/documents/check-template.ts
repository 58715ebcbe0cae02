import { columnsOf, isOptional, noteOf } from './field.ts';
import type { Shape } from './field.ts';
import { kindOf, shapeOf } from './kinds.ts';
import { placeholdersIn } from './template.ts';
import type { Block, Placeholder, Template } from './template.ts';

/** What keeps a template from being used, at its place: `blocks[3].text`. The sentence is `documents.findings.<code>` in i18n. */
export interface TemplateFinding {
  path: string;
  code:
    | 'unknown-field'
    | 'unknown-column'
    | 'unknown-format'
    | 'stray-brace'
    | 'list-in-text'
    | 'not-a-list'
    | 'not-optional'
    | 'must-state'
    | 'one-title';
  params: Record<string, string>;
}

interface Placed {
  path: string;
  text: string;
  /** The list whose columns may be named here. */
  list: string | null;
}

/** Every text of a template with its place. */
function textsOf(block: Block, at: string): Placed[] {
  const plain = (path: string, text: string): Placed => ({ path: `${at}.${path}`, text, list: null });
  switch (block.type) {
    case 'list':
      return [{ path: `${at}.text`, text: block.text, list: block.field }];
    case 'table':
      return block.columns.map(({ text }, index) => ({ path: `${at}.columns[${index}].text`, text, list: block.field }));
    case 'facts':
      return block.rows.map(({ text }, index) => plain(`rows[${index}].text`, text));
    case 'signature':
      return [plain('agency', block.agency), plain('date', block.date)];
    case 'signLines':
      return [];
    default:
      return [plain('text', block.text)];
  }
}

interface Conditional {
  when?: string | undefined;
  unless?: string | undefined;
}

/** Fields that decide whether something is shown, by the place that says so. */
function conditionsOf(block: Block, at: string): { path: string; field: string }[] {
  const of = (one: Conditional, path: string) =>
    (['when', 'unless'] as const).flatMap((name) => (one[name] === undefined ? [] : [{ path: `${path}.${name}`, field: one[name] }]));
  const ofRows = block.type === 'facts' ? block.rows.flatMap((row, index) => of(row, `${at}.rows[${index}]`)) : [];
  return [...of(block, at), ...ofRows];
}

/** Holds a template against its kind: every field it names must be there, and be told that the law wants told. Empty: it can be used. */
export function checkTemplate(template: Template): TemplateFinding[] {
  const { mustState } = kindOf(template.kind);
  const shape = shapeOf(template.kind);
  const findings: TemplateFinding[] = [];
  const used = new Set<string>();
  const texts: Placed[] = [];
  template.blocks.forEach((block, index) => {
    const at = `blocks[${index}]`;
    texts.push(...textsOf(block, at));
    for (const { path, field } of conditionsOf(block, at)) {
      const schema = shape[field];
      if (!schema) findings.push({ path, code: 'unknown-field', params: { field } });
      else if (!isOptional(schema)) findings.push({ path, code: 'not-optional', params: { field } });
    }
    if (block.type === 'list' || block.type === 'table') {
      used.add(block.field);
      const schema = shape[block.field];
      if (!schema) findings.push({ path: `${at}.field`, code: 'unknown-field', params: { field: block.field } });
      else if (!columnsOf(schema)) findings.push({ path: `${at}.field`, code: 'not-a-list', params: { field: block.field } });
    }
  });
  texts.push({ path: 'footer.text', text: template.footer.text, list: null });
  for (const { path, text, list } of texts) {
    const placeholders = placeholdersIn(text);
    for (const placeholder of placeholders) {
      used.add(placeholder.field);
      const finding = check(placeholder, shape, list);
      if (finding) findings.push({ path, ...finding });
    }
    const rest = placeholders.reduce((left, { written }) => left.replace(written, ''), text);
    if (/[{}]/.test(rest)) findings.push({ path, code: 'stray-brace', params: {} });
  }
  for (const field of mustState) if (!used.has(field)) findings.push({ path: 'blocks', code: 'must-state', params: { field } });
  if (template.blocks.filter(({ type }) => type === 'title').length !== 1) findings.push({ path: 'blocks', code: 'one-title', params: {} });
  return findings;
}

function check({ field, column, format }: Placeholder, shape: Shape, list: string | null): Omit<TemplateFinding, 'path'> | null {
  const schema = shape[field];
  if (!schema) return { code: 'unknown-field', params: { field } };
  const columns = columnsOf(schema);
  if (column === null && columns) return { code: 'list-in-text', params: { field } };
  if (column !== null) {
    if (!columns) return { code: 'not-a-list', params: { field } };
    if (list !== field) return { code: 'list-in-text', params: { field } };
    // `row` is the number of the row, for every list.
    if (column !== 'row' && !columns[column]) return { code: 'unknown-column', params: { field, column } };
  }
  const inner = column !== null && columns?.[column] ? columns[column] : schema;
  if (format !== null && !(format === 'hanzi' && noteOf(inner).type === 'date'))
    return { code: 'unknown-format', params: { field, format } };
  return null;
}
