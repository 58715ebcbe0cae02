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

/** So many working days take at most so many calendar days of plain weeks: one more weekend than there are whole weeks. */
const mostCalendarDays = (n: number): number => n + 2 * Math.ceil(n / 5);
/** So many working days take at least so many calendar days: begun on a Sunday, ended on a Friday. */
const fewestCalendarDays = (n: number): number => n + 2 * Math.floor((n - 1) / 5);

/** Calendar days as working days that take at least as long, wherever they begin. */
function asWorkdays(n: number): number {
  let workdays = Math.max(0, Math.floor((n * 5) / 7) - 2);
  while (n > 0 && (workdays === 0 || fewestCalendarDays(workdays) < n)) workdays++;
  return workdays;
}

/** Time of both units in one of them, on the side of the law: never shorter than it can become. Holidays come on top, and move both ends. */
const inUnit = (unit: ItemLimit['unit'], { workdays, calendarDays }: Time): number =>
  unit === 'workday' ? workdays + asWorkdays(calendarDays) : calendarDays + (workdays > 0 ? mostCalendarDays(workdays) : 0);

const timeIn = ({ n, unit }: ItemLimit): Time => ({ workdays: unit === 'workday' ? n : 0, calendarDays: unit === 'calendarDay' ? n : 0 });

const words = ({ n, unit }: ItemLimit): string => `${n} ${unit === 'workday' ? 'working days' : 'calendar days'}`;

/** How a comparison of two units was made; empty where there is only one. */
const converted = (units: Iterable<string>, n: number, unit: ItemLimit['unit']): string =>
  new Set([...units, unit]).size > 1 ? ` Units are mixed: together they can take ${words({ n, unit })}.` : '';

/**
 * What an item's limits and a definition's stage limits contradict each other in: the promised limit is within the statutory one, and the
 * review and decision stages on the longest way through the diagram are within the promised one. Time for which the decision
 * clock stands still (Licensing Law art. 45) does not count, and a way back is counted once. Limits of different units are compared at the worst.
 */
export function limitFindings(program: Program, { statutoryLimit, promisedLimit }: ItemLimits): Finding[] {
  const findings: Finding[] = [];
  const promised = inUnit(statutoryLimit.unit, timeIn(promisedLimit));
  if (promised > statutoryLimit.n) {
    const how = converted([promisedLimit.unit], promised, statutoryLimit.unit);
    const message = `The promised limit (${words(promisedLimit)}) is longer than the statutory one (${words(statutoryLimit)}).${how}`;
    findings.push({ element: null, code: 'invalid-limit', message });
  }
  for (const process of Object.values(program.processes)) {
    if (!process.executable) continue;
    const { unit, n } = promisedLimit;
    const [longest] = longestWays(program, program.scopes[process.id]!)
      .map((way) => ({ ...way, total: inUnit(unit, way) }))
      .toSorted((a, b) => b.total - a.total);
    if (!longest || longest.total <= n) continue;
    const stages = longest.tasks.map((task) => `${task.name ?? task.id} ${words(task.limit!)}`).join(', ');
    const how = converted(
      longest.tasks.map((task) => task.limit!.unit),
      longest.total,
      unit,
    );
    const message = `The stage limits (${stages}) add up to more than the promised limit of ${words(promisedLimit)}.${how}`;
    findings.push({ element: longest.tasks.at(-1)?.id ?? null, code: 'invalid-limit', message });
  }
  return findings;
}

type LimitedTask = Extract<Node, { type: 'userTask' }>;
interface Time {
  workdays: number;
  calendarDays: number;
}
interface Way extends Time {
  tasks: LimitedTask[];
}

const nothing: Way = { workdays: 0, calendarDays: 0, tasks: [] };
const join = (a: Way, b: Way): Way => ({
  workdays: a.workdays + b.workdays,
  calendarDays: a.calendarDays + b.calendarDays,
  tasks: [...a.tasks, ...b.tasks],
});

/** Of several ways those that may be the longest, whatever comes before them: longer than every other in one of the units. */
function longestOf(ways: Way[]): Way[] {
  const kept: Way[] = [];
  for (const way of ways.toSorted((a, b) => b.workdays - a.workdays || b.calendarDays - a.calendarDays))
    if (kept.every((one) => one.calendarDays < way.calendarDays)) kept.push(way);
  return kept.length > 0 ? kept : [nothing];
}

interface Place {
  node: Node;
  /** The decision clock stands still from here on. */
  stopped: boolean;
}

const keyOf = ({ node, stopped }: Place): string => `${node.id} ${stopped}`;

/** The ways through a scope that take longest, as the limits of its tasks say. Walked depth first; a step back to where the walk already is ends it. */
function longestWays(program: Program, scope: Scope): Way[] {
  const known = new Map<string, Way[]>();
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
    const rest = longestOf(next.flatMap((one) => known.get(keyOf(one)) ?? []));
    const own = place.stopped ? [nothing] : timesOf(program, place.node);
    known.set(key, longestOf(own.flatMap((one) => rest.map((after) => join(one, after)))));
  }
  return longestOf(starts.flatMap((start) => known.get(keyOf(start)) ?? []));
}

function effectOf(node: Node): string | undefined {
  return 'effect' in node ? node.effect?.kind : undefined;
}

function timesOf(program: Program, node: Node): Way[] {
  if (node.type === 'subProcess') return longestWays(program, program.scopes[node.id]!);
  if (node.type !== 'userTask' || !node.limit || !counted.has(node.stage ?? '')) return [nothing];
  return [{ ...timeIn(node.limit), tasks: [node] }];
}

function nextOf(program: Program, { node, stopped }: Place): Place[] {
  const after = effectOf(node) === 'stopClock' || (stopped && effectOf(node) !== 'resumeClock');
  const boundary = 'boundary' in node ? node.boundary : [];
  const targets = [...node.outgoing.map((id) => program.flows[id]!.target), ...boundary];
  return targets.map((id) => ({ node: program.nodes[id]!, stopped: after }));
}
