import { runAll } from './bench.ts';
import { activityRows } from './elements/activities.ts';
import { collaborationRows, dataRows, flowRows } from './elements/data.ts';
import { eventRows } from './elements/events.ts';
import { gatewayRows } from './elements/gateways.ts';
import { loopRows } from './elements/loops.ts';
import { subProcessRows } from './elements/sub-processes.ts';
import { differencesOf, readInterchange } from './exchange.ts';
import { compared, outcome, runsOf } from './exchange-runs.ts';
import { decidePattern, readPatterns } from './patterns.ts';
import { decide, type Row } from './row.ts';
import { countOf, type Decided, elementTable, patternTable, table } from './tables.ts';
import type { Answer } from './trial.ts';

const ROWS: Row[] = [
  ...eventRows,
  ...activityRows,
  ...gatewayRows,
  ...subProcessRows,
  ...loopRows,
  ...dataRows,
  ...collaborationRows,
  ...flowRows,
];

/** The generated tables, and what came out otherwise than it must. */
export interface Conformance {
  markdown: string;
  wrong: string[];
}

/** Runs every row, pattern and file of the working group through the scenario command, in one batch, and writes the tables. */
export async function conformance(folder: string): Promise<Conformance> {
  const patterns = readPatterns();
  const files = readInterchange(folder).map((file) => ({ file, runs: runsOf(file) }));
  const answers = await runAll([
    ...ROWS.flatMap((row) => row.trials),
    ...patterns.flatMap(({ bpmn, cases }) => cases.map(({ scenario }) => ({ bpmn, scenario }))),
    ...files.flatMap(({ runs }) => [...runs.asIs, ...runs.allowed]),
  ]);
  const take = (count: number): Answer[] => answers.splice(0, count);
  const decided = ROWS.map((row) => ({ row, verdict: decide(row, take(row.trials.length)) }));
  const shown = patterns.map((pattern) => ({ pattern, ...decidePattern(pattern, take(pattern.cases.length)) }));
  const exchanged: string[][] = [];
  for (const { file, runs } of files) {
    exchanged.push([
      file.name,
      compared(await differencesOf(file.xml)),
      outcome(take(runs.asIs.length)),
      outcome(take(runs.allowed.length)),
    ]);
  }
  const wrong = [
    ...decided.flatMap(({ row, verdict }) =>
      verdict.kind === 'wrong' ? `${row.table}, ${row.element}, ${row.position}: ${verdict.detail}` : [],
    ),
    ...shown.flatMap(({ pattern, wrong: found }) => found.map((one) => `pattern ${pattern.number}: ${one}`)),
  ];
  return { markdown: page(decided, shown, exchanged), wrong };
}

function page(decided: Decided[], shown: Parameters<typeof patternTable>[0], exchanged: string[][]): string {
  const names = [...new Set(ROWS.map((row) => row.table))];
  const yes = shown.filter(({ verdict }) => verdict === 'yes').length;
  const legal = decided.filter(({ row }) => row.legal);
  return [
    '# Conformance',
    'Written by `npm run conformance`, which runs every row through the scenario command; a test holds this page to what comes out. Nothing here is written by hand.',
    '## BPMN 2.0',
    `Every element in every position: ${legal.length} that BPMN allows, of which ${countOf(decided, 'runs')} run as they must and ${countOf(decided, 'refused')} ` +
      `${countOf(decided, 'refused') === 1 ? 'is' : 'are'} refused; ${countOf(decided, 'not-legal')} that it does not allow, all refused with the code given.`,
    ...names.flatMap((name) => [`### ${name}`, elementTable(decided.filter(({ row }) => row.table === name))]),
    '## Workflow control-flow patterns',
    `${yes} of ${shown.length} are expressed in full. The files are in [e2e/conformance/patterns](../../e2e/conformance/patterns), each with what must come of it.`,
    patternTable(shown, '../../e2e/conformance/patterns'),
    '## Model interchange',
    'The files of the BPMN Model Interchange Working Group, read and written again as the designer does it, and compared statement by statement: ids, types, references, ' +
      'attributes, text and diagram. Then run; most say `isExecutable="false"`, so the last column says what is beside that.',
    table(['file', 'read and written', 'run', 'run without isExecutable="false"'], exchanged),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}
