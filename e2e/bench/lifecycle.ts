import type { Product } from '../run/product.ts';
import { elements, RetailOffice } from '../run/retail-case.ts';
import { cpuByPart, historyLengths, inParallel, quantiles, storedBytes, timed, until } from './measure.ts';

const cases = Number(process.env.CASES ?? 40);
const clients = Number(process.env.CLIENTS ?? 4);

/** Takes cases from draft to delivery over HTTP, and tells what that costs. Times in ms, sizes in bytes. */
export async function lifecycleBench(product: Product): Promise<object> {
  const office = await RetailOffice.open(product.url);
  const completing: number[] = [];
  const numbers: string[] = [];
  const wholeCase = async (): Promise<void> => {
    const { caseNumber } = await office.submit();
    for (const element of elements) {
      const taskId = await until(`${caseNumber} ${element}`, () => office.find(caseNumber, element));
      await office.claim(element, taskId);
      completing.push((await timed(() => office.complete(element, taskId))).ms);
    }
    numbers.push(caseNumber);
  };
  // The first case warms up code and caches, and is not counted.
  await wholeCase();
  completing.length = 0;
  numbers.length = 0;

  const before = { cpu: await cpuByPart(product), bytes: await storedBytes(product) };
  const { ms } = await timed(() => inParallel(cases, clients, wholeCase));
  const after = { cpu: await cpuByPart(product), bytes: await storedBytes(product) };
  const events = (await historyLengths(product, numbers)).reduce((sum, length) => sum + length, 0);
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    bench: 'lifecycle',
    cases,
    clients,
    seconds: round(ms / 1000),
    casesPerSecond: round((cases * 1000) / ms),
    tasksPerSecond: round((completing.length * 1000) / ms),
    completeTaskMs: quantiles(completing),
    cpuMsPerCase: Object.fromEntries(
      Object.entries(after.cpu).map(([part, value]) => [part, Math.round((value - (before.cpu[part] ?? 0)) / cases)]),
    ),
    // Of a whole case, its start, claims and end with it.
    historyEventsPerTask: round(events / completing.length),
    bytesPerCase: {
      postgres: Math.round((after.bytes.postgres - before.bytes.postgres) / cases),
      temporal: Math.round((after.bytes.temporal - before.bytes.temporal) / cases),
    },
  };
}
