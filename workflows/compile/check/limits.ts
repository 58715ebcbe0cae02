import type { Node, Program, Scope } from '../../../schema/process/program.ts';
import type { Finding } from '../finding.ts';

/** A time limit as items have it. */
export interface ItemLimit {
  n: number;
  unit: 'workday' | 'calendarDay';
}

export interface ItemLimits {
  statutoryLimit: ItemLimit;
  promisedLimit: ItemLimit;
}

/** Stages whose time counts in the promise: what comes before acceptance and after the decision has clocks of its own. */
const counted = new Set(['review', 'decide']);

/** Working days as the calendar days they take in a plain week, to compare limits of different units. */
const calendarDays = ({ n, unit }: ItemLimit): number => (unit === 'workday' ? (n * 7) / 5 : n);

const words = ({ n, unit }: ItemLimit): string => `${n} ${unit === 'workday' ? 'working days' : 'calendar days'}`;

/**
 * What an item's limits and a definition's stage limits contradict each other in: the promised limit is within the statutory one, and the
 * review and decision stages on the longest way through the diagram are within the promised one. Time for which the decision
 * clock stands still (Licensing Law art. 45) does not count, and a way back is counted once.
 */
export function limitFindings(program: Program, { statutoryLimit, promisedLimit }: ItemLimits): Finding[] {
  const findings: Finding[] = [];
  if (calendarDays(promisedLimit) > calendarDays(statutoryLimit)) {
    const message = `The promised limit (${words(promisedLimit)}) is longer than the statutory one (${words(statutoryLimit)}).`;
    findings.push({ element: null, code: 'invalid-limit', message });
  }
  for (const process of Object.values(program.processes)) {
    if (!process.executable) continue;
    const longest = longestWay(program, program.scopes[process.id]!);
    if (longest.days <= calendarDays(promisedLimit) + 1e-9) continue;
    const stages = longest.tasks.map((task) => `${task.name ?? task.id} ${words(task.limit!)}`).join(', ');
    const message = `The stage limits (${stages}) add up to more than the promised limit of ${words(promisedLimit)}.`;
    findings.push({ element: longest.tasks.at(-1)?.id ?? null, code: 'invalid-limit', message });
  }
  return findings;
}

type LimitedTask = Extract<Node, { type: 'userTask' }>;
interface Way {
  days: number;
  tasks: LimitedTask[];
}

const nothing: Way = { days: 0, tasks: [] };
const longer = (a: Way, b: Way): Way => (b.days > a.days ? b : a);

interface Place {
  node: Node;
  /** The decision clock stands still from here on. */
  stopped: boolean;
}

const keyOf = ({ node, stopped }: Place): string => `${node.id} ${stopped}`;

/** The way through a scope that takes longest, as the limits of its tasks say. Walked depth first; a step back to where the walk already is ends it. */
function longestWay(program: Program, scope: Scope): Way {
  const known = new Map<string, Way>();
  const begun = new Set<string>();
  const starts = [...scope.entries, ...scope.triggers].map((id) => ({ node: program.nodes[id]!, stopped: false }));
  const open: Place[] = starts.toReversed();
  for (let place = open.at(-1); place; place = open.at(-1)) {
    const key = keyOf(place);
    const next = nextOf(program, place);
    if (!begun.has(key)) {
      begun.add(key);
      open.push(...next.filter((one) => !begun.has(keyOf(one))).toReversed());
      continue;
    }
    open.pop();
    if (known.has(key)) continue;
    const rest = next.map((one) => known.get(keyOf(one)) ?? nothing).reduce(longer, nothing);
    const own = place.stopped ? nothing : timeOf(program, place.node);
    known.set(key, { days: own.days + rest.days, tasks: [...own.tasks, ...rest.tasks] });
  }
  return starts.map((start) => known.get(keyOf(start)) ?? nothing).reduce(longer, nothing);
}

function effectOf(node: Node): string | undefined {
  return 'effect' in node ? node.effect?.kind : undefined;
}

function timeOf(program: Program, node: Node): Way {
  if (node.type === 'subProcess') return longestWay(program, program.scopes[node.id]!);
  if (node.type !== 'userTask' || !node.limit || !counted.has(node.stage ?? '')) return nothing;
  return { days: calendarDays(node.limit), tasks: [node] };
}

function nextOf(program: Program, { node, stopped }: Place): Place[] {
  const after = effectOf(node) === 'stopClock' || (stopped && effectOf(node) !== 'resumeClock');
  const boundary = 'boundary' in node ? node.boundary : [];
  const targets = [...node.outgoing.map((id) => program.flows[id]!.target), ...boundary];
  return targets.map((id) => ({ node: program.nodes[id]!, stopped: after }));
}
