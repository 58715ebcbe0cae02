import type { Pattern } from './patterns.ts';
import type { Row, Verdict } from './row.ts';

/** A Markdown table. Cells hold no line breaks and no bars of their own. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export interface Decided {
  row: Row;
  verdict: Verdict;
}

/** One table of elements: with a column for each position, or with the verdict alone. */
export function elementTable(decided: Decided[]): string {
  const positions = [...new Set(decided.map(({ row }) => row.position))];
  const elements = [...new Set(decided.map(({ row }) => row.element))];
  const cell = (element: string, position: string): string => {
    const found = decided.find(({ row }) => row.element === element && row.position === position);
    return found ? inWords(found.verdict) : '';
  };
  const head = ['', ...positions.map((position) => position || 'verdict')];
  return table(
    head,
    elements.map((element) => [element, ...positions.map((position) => cell(element, position))]),
  );
}

function inWords({ kind, detail }: Verdict): string {
  switch (kind) {
    case 'runs':
      return 'runs';
    case 'not-legal':
      return `not legal: ${detail}`;
    case 'refused':
      return `**refused: ${detail}**`;
    default:
      return `**wrong: ${detail}**`;
  }
}

/** How often each verdict was given. */
export function countOf(decided: Decided[], kind: Verdict['kind']): number {
  return decided.filter(({ verdict }) => verdict.kind === kind).length;
}

export function patternTable(decided: { pattern: Pattern; verdict: string; wrong: string[] }[], folder: string): string {
  return table(
    ['', 'pattern', 'verdict', 'how', 'shown by'],
    decided.map(({ pattern, verdict, wrong }) => [
      String(pattern.number),
      `[${pattern.name}](${folder}/${pattern.file}.bpmn)`,
      wrong.length === 0 ? verdict : `**no: ${wrong.join('; ')}**`,
      [pattern.how, pattern.reason].filter((one) => one !== undefined).join(' '),
      pattern.cases.map((one) => one.shows).join('; '),
    ]),
  );
}
