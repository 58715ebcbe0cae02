import type { Product } from '../run/product.ts';
import { RetailOffice } from '../run/retail-case.ts';
import { inParallel, quantiles, timed, until } from './measure.ts';

const cases = Number(process.env.CASES ?? 40);
const clients = Number(process.env.CLIENTS ?? 4);

/**
 * The first act on a case that the worker no longer holds in memory, and so has to replay from its history: all cases are
 * opened and claimed, the worker is killed and started anew, and each task is completed, one after another. As a measure
 * beside it, as many acts of the same kind with the case in memory. Times in ms.
 */
export async function coldBench(product: Product): Promise<object> {
  const office = await RetailOffice.open(product.url);
  const opened = async (count: number) => {
    const tasks: { caseNumber: string; taskId: string }[] = [];
    await inParallel(count, clients, async () => {
      const { caseNumber } = await office.submit();
      const taskId = await until(`${caseNumber} Receive`, () => office.find(caseNumber, 'Receive'));
      await office.claim('Receive', taskId);
      tasks.push({ caseNumber, taskId });
    });
    return tasks;
  };
  const completeAll = async (tasks: { taskId: string }[]) => {
    const times: number[] = [];
    for (const { taskId } of tasks) times.push((await timed(() => office.complete('Receive', taskId))).ms);
    return times;
  };

  const warm = await completeAll(await opened(cases));
  const tasks = await opened(cases + 1);
  await product.kill('worker');
  const { ports } = await product.status();
  await until('the worker is back', async () => {
    const response = await fetch(`http://127.0.0.1:${ports.worker}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    return response?.ok ? true : null;
  });
  // The first one also waits for the new worker's connections and code: told apart.
  const [first, ...cold] = await completeAll(tasks);
  return {
    bench: 'cold',
    cases,
    warmUpdateMs: quantiles(warm),
    coldUpdateMs: quantiles(cold),
    firstAfterRestartMs: Math.round(first!),
  };
}
