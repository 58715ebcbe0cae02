import fc from 'fast-check';
import { fileOf, RandomProcess } from './random-process.ts';
import { Sheet } from './sheet.ts';

const kinds = ['userTask', 'parallelGateway', 'inclusiveGateway', 'exclusiveGateway'] as const;

/** One node of a graph: its kind, where flows lead (as numbers to choose by), and which of them are taken. */
interface Spot {
  kind: (typeof kinds)[number];
  from: number;
  more: number[];
  taken: boolean[];
  /** Whether a task before it may send the token back to an earlier node. */
  back: number | null;
}

/** Graphs of tasks and gateways put together anyhow: they fork and do not join, join what was never forked, and go round. */
export function randomGraph(): fc.Arbitrary<RandomProcess> {
  const spot = fc.record<Spot>({
    kind: fc.constantFrom(...kinds),
    from: fc.nat(),
    more: fc.array(fc.nat(), { maxLength: 2 }),
    taken: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    back: fc.option(fc.nat(), { nil: null, freq: 3 }),
  });
  return fc.array(spot, { minLength: 2, maxLength: 9, size: 'max' }).map((spots) => new RandomProcess(bpmnOf(spots)));
}

function bpmnOf(spots: Spot[]): string {
  const sheet = new Sheet();
  const entries = spots.map((_, i) => `n${i}`);
  const targets: string[][] = spots.map(() => []);
  // Each node is led to by an earlier one; further flows lead anywhere later.
  for (const [i, { from, more }] of spots.entries()) {
    if (i > 0) targets[from % i]!.push(entries[i]!);
    for (const one of more) if (i + 1 < spots.length) targets[i]!.push(entries[i + 1 + (one % (spots.length - i - 1))]!);
  }
  sheet.node('s', 'startEvent');
  for (const [i, { kind }] of spots.entries()) sheet.node(entries[i]!, kind);
  sheet.node('e', 'endEvent');
  sheet.flow('s', 'n0');
  for (const [i, spot] of spots.entries()) write(sheet, entries, i, spot, [...new Set(targets[i])]);
  return fileOf(`<process id="p" isExecutable="true">${sheet.xml()}</process>`);
}

function write(sheet: Sheet, entries: string[], i: number, { kind, taken, back }: Spot, leads: string[]): void {
  const id = entries[i]!;
  const targets = leads.length > 0 ? leads : ['e'];
  let source = id;
  if (kind === 'userTask' && back !== null) {
    // What the task says leads on or back.
    source = sheet.node(`x${i}`, 'exclusiveGateway');
    const on = sheet.node(`on${i}`, 'task');
    sheet.flow(id, source);
    sheet.flow(source, entries[back % (i + 1)]!, `${id} = true`);
    sheet.flow(source, on, { default: true });
    source = on;
  }
  const chosen = kind === 'exclusiveGateway' || kind === 'inclusiveGateway';
  for (const [n, target] of targets.entries()) {
    const last = n === targets.length - 1;
    sheet.flow(source, target, !chosen ? undefined : last ? { default: true } : String(taken[n % taken.length]));
  }
}
