import os from 'node:os';
import { alone, compare } from './engine/compare.ts';
import { compileTime } from './engine/compile-time.ts';
import { heapPerState } from './engine/heap.ts';
import { chain, manyAtOnce, wideInclusive } from './engine/models.ts';

const rounds = Number(process.env.ROUNDS ?? 5);

/**
 * The engine without anything round it, beside bpmn-engine on the same models in the same run: CPU on one core per
 * completed task or service, bytes of state, and what compiling costs. Nothing else should be running.
 */
export async function engineBench(): Promise<object> {
  // First of all, so that the 1,000 elements come to a process in which nothing is warm.
  const compiled = [1000, 10, 100, 5000].map((size) => compileTime(chain(size)));
  const models = [chain(10), chain(100), chain(1000), manyAtOnce(1000), wideInclusive(100)];
  const compared: Record<string, object> = {};
  for (const model of models) compared[model.name] = await compare(model, rounds);
  for (const model of [chain(5000), manyAtOnce(10_000), wideInclusive(1000)]) compared[model.name] = await alone(model, rounds);
  const heap = Object.fromEntries(
    [chain(10), chain(100), chain(1000)].map((model) => [model.name, heapPerState(model, 20_000 / model.elements)]),
  );
  const [loadAverage] = os.loadavg();
  return { bench: 'engine', node: process.version, rounds, loadAverage, models: compared, compile: compiled, heapBytesPerState: heap };
}
