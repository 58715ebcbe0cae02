import type { Model } from './models.ts';
import { OurCase, programOf } from './ours.ts';
import { cpuMs, median, rounded } from './rounds.ts';
import { sourceOf, TheirCase } from './theirs.ts';

/** What both kinds of case have in common. */
interface RunningCase {
  start(): void | Promise<void>;
  completeNext(): boolean;
  readonly ended: boolean;
  readonly stateBytes: number;
}

/** CPU ms of a batch: a start, and a completion. */
interface Cost {
  start: number;
  step: number;
}

/** Starts a batch of cases, then takes each to its end; throws when one does not get there. */
async function batch(make: () => RunningCase, cases: number, completions: number): Promise<Cost> {
  const running = Array.from({ length: cases }, make);
  const began = cpuMs();
  for (const one of running) await one.start();
  const started = cpuMs();
  for (const one of running) while (one.completeNext());
  const done = cpuMs();
  if (!running.every((one) => one.ended)) throw new Error('a case did not come to its end');
  return { start: (started - began) / cases, step: (done - started) / (cases * completions) };
}

/** JSON bytes of a case's state: just started, half way, at its end. */
async function bytesOf(one: RunningCase, completions: number): Promise<number[]> {
  await one.start();
  const bytes = [one.stateBytes];
  for (let n = 1; one.completeNext(); n++) if (n === Math.floor(completions / 2)) bytes.push(one.stateBytes);
  return [...bytes, one.stateBytes];
}

const describe = (costs: Cost[], stateBytes: number[]) => ({
  stepsPerSecond: Math.round(1000 / median(costs.map((cost) => cost.step))),
  cpuUsPerStep: rounded(median(costs.map((cost) => cost.step)) * 1000),
  cpuUsPerStart: rounded(median(costs.map((cost) => cost.start)) * 1000),
  stateBytes,
});

/** Completions that a batch has at least: ours are so much cheaper that they need more to be measured at all. */
const enough = { ours: 4000, theirs: 200 };

/** The same cases on both engines, turn by turn in one run. The ratio is the median of the pairs' ratios. */
export async function compare(model: Model, rounds: number): Promise<object> {
  const { completions } = model;
  const program = programOf(model);
  const source = await sourceOf(model);
  const ours = () => batch(() => new OurCase(program), Math.ceil(enough.ours / completions), completions);
  const theirs = () => batch(() => new TheirCase(source), Math.ceil(enough.theirs / completions), completions);
  await ours();
  await theirs();
  const pairs: { ours: Cost; theirs: Cost }[] = [];
  for (let round = 0; round < rounds; round++) pairs.push({ ours: await ours(), theirs: await theirs() });
  return {
    elements: model.elements,
    completions,
    ours: describe(
      pairs.map((pair) => pair.ours),
      await bytesOf(new OurCase(program), completions),
    ),
    bpmnEngine: describe(
      pairs.map((pair) => pair.theirs),
      await bytesOf(new TheirCase(source), completions),
    ),
    ratio: rounded(median(pairs.map((pair) => pair.theirs.step / pair.ours.step))),
    ratios: pairs.map((pair) => rounded(pair.theirs.step / pair.ours.step)),
  };
}

/** Ours alone, for a size that bpmn-engine takes too long for. */
export async function alone(model: Model, rounds: number): Promise<object> {
  const { completions } = model;
  const program = programOf(model);
  const ours = () => batch(() => new OurCase(program), Math.ceil(enough.ours / completions), completions);
  await ours();
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await ours());
  return { elements: model.elements, completions, ours: describe(costs, await bytesOf(new OurCase(program), completions)) };
}
