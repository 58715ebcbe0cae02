import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { printableOf } from '../../activities/documents/issue-document.ts';
import { signPdf } from '../../activities/documents/pdf/sign-pdf.ts';
import { openDrawingPool } from '../../activities/documents/render/pool.ts';
import { openDemoSigner } from '../../activities/signing/demo-authority.ts';
import { fieldsFor } from '../../activities/test-support/sample-paper.ts';
import { loadItems } from '../../schema/catalog/load.ts';
import { documentKindIds } from '../../schema/documents/kind-ids.ts';
import { loadTemplates } from '../../schema/documents/load-templates.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import { cpuMs } from './engine/rounds.ts';
import { inParallel, quantiles, timed } from './measure.ts';

const rounds = Number(process.env.ROUNDS ?? 2);
const agency = '长沙市岳麓区文化旅游广电局（示例）';

/** Papers under way at once, as the press has them: one is drawn while others are signed and stored. */
const atOnce = 4;

/**
 * Draws, signs and stores every kind of paper for every sample item, as the press of the worker does, without the
 * database: papers a second with one drawing thread and with one for each core, ms from asked to stored, CPU ms, and bytes.
 */
export async function documentsBench(): Promise<object> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'approval-bench-'));
  try {
    const signer = openDemoSigner(path.join(folder, 'signing'), async () => agency);
    const store = new ContentStore(folder);
    const threads: Record<string, object> = {};
    for (const count of new Set([1, os.availableParallelism()])) threads[count] = await press(count, { signer, store });
    const [loadAverage] = os.loadavg();
    return { bench: 'documents', node: process.version, rounds, atOnce, loadAverage, byThreads: threads };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function press(
  threads: number,
  { signer, store }: { signer: ReturnType<typeof openDemoSigner>; store: ContentStore },
): Promise<object> {
  const pool = openDrawingPool(threads);
  const templates = new Map(loadTemplates().map((one) => [one.kind, one]));
  const all = documentKindIds.flatMap((kind) => loadItems().map(({ guide }) => ({ kind, guide })));
  const bytes: number[] = [];
  const times: number[] = [];
  const issue = async ({ kind, guide }: (typeof all)[number]): Promise<void> => {
    const printable = printableOf(templates.get(kind)!, fieldsFor(kind, guide, agency), 'http://localhost:3000', new Date());
    const { pdf } = await pool.document(printable, { name: agency, reason: kind, at: new Date() });
    const signed = await signPdf(pdf, signer, 'yuelu');
    await store.put(signed);
    bytes.push(signed.length);
  };
  try {
    // The first papers load the fonts and make the seal's key, and are not counted.
    await Promise.all(all.slice(0, threads * 2).map(issue));
    bytes.length = 0;
    const queue = Array.from({ length: rounds }, () => all).flat();
    const papers = queue.length;
    const cpu = cpuMs();
    const { ms } = await timed(() =>
      inParallel(papers, atOnce, async () => {
        times.push((await timed(() => issue(queue.pop()!))).ms);
      }),
    );
    return {
      papers,
      papersPerSecond: Math.round((papers * 10_000) / ms) / 10,
      cpuMsPerPaper: Math.round(((cpuMs() - cpu) * 10) / papers) / 10,
      paperMs: quantiles(times),
      kbPerPaper: Math.round(bytes.reduce((sum, size) => sum + size, 0) / papers / 1024),
    };
  } finally {
    await pool.close();
  }
}
