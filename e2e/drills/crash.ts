import postgres from 'postgres';
import { CallError } from '../run/client.ts';
import { startProduct } from '../run/product.ts';
import type { PartName, Product } from '../run/product.ts';
import { elements, RetailOffice } from '../run/retail-case.ts';
import { examine } from './examine.ts';

const cases = Number(process.env.CASES ?? 50);
const clients = 4;
/** Parts ended in turn, as a power cut ends them. */
const victims: PartName[] = ['worker', 'api', 'temporal', 'postgres'];
/** How long a case may take from one step to the next while parts come and go, ms. */
const patience = 90_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tries again what failed because a part was away; every write carries its key, so trying again does nothing twice. */
async function persistently<T>(what: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isPassing =
        !(error instanceof CallError) ||
        error.status >= 500 ||
        error.status === 429 ||
        error.code === 'idempotency-in-progress' ||
        error.code === 'case-not-started';
      if (!isPassing || Date.now() > until) throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
      await pause(300);
    }
  }
}

async function wholeCase(office: RetailOffice): Promise<string> {
  const { caseNumber } = await persistently('submit', () => office.submit());
  for (const element of elements) {
    const taskId = await persistently(`${element} opens`, async () => {
      const found = await office.find(caseNumber, element);
      if (!found) throw new Error('not yet');
      return found;
    });
    await persistently('claim', () => office.claim(element, taskId));
    await persistently('complete', () => office.complete(element, taskId)).catch((error: Error) => {
      // The act was done, and only its answer was lost with the part that should have given it.
      if (!/task-not-open|case-ended/.test(error.message)) throw error;
    });
  }
  return caseNumber;
}

/** Ends part after part while cases run, and gives each the time to come back. */
async function harass(product: Product, isDone: () => boolean): Promise<Record<string, number>> {
  const kills: Record<string, number> = {};
  for (let turn = 0; !isDone(); turn++) {
    const part = victims[turn % victims.length]!;
    await product.kill(part).then(
      () => {
        kills[part] = (kills[part] ?? 0) + 1;
      },
      () => {},
    );
    await pause(6_000);
  }
  return kills;
}

/** 50 cases under load while every part is killed in turn; then the ledger must show each of them finished exactly once. */
export async function crashDrill(): Promise<boolean> {
  const product = await startProduct();
  try {
    const office = await RetailOffice.open(product.url);
    const began = Date.now();
    let left = cases;
    let isDone = false;
    const numbers: string[] = [];
    const failures: string[] = [];
    const work = Array.from({ length: clients }, async () => {
      while (left-- > 0) {
        await wholeCase(office).then(
          (number) => numbers.push(number),
          (error: Error) => failures.push(error.message),
        );
      }
    });
    const harassing = harass(product, () => isDone);
    await Promise.race([Promise.all(work), product.fallen]);
    isDone = true;
    const kills = await harassing;
    const seconds = (Date.now() - began) / 1000;
    const { ports } = await product.status();
    const sql = postgres(`postgres://approval@127.0.0.1:${ports.postgres}/approval`, { max: 1 });
    const findings = await persistently('examine', () => examine(sql, numbers)).finally(() => sql.end());
    const ok = failures.length === 0 && findings.length === 0 && numbers.length === cases;
    process.stdout.write(
      `${JSON.stringify({ drill: 'crash', ok, cases, finished: numbers.length, kills, seconds: Math.round(seconds), failures, findings }, null, 2)}\n`,
    );
    return ok;
  } finally {
    await product.stop();
  }
}
