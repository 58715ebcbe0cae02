import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { SignatureInfo } from '../pdf/prepare-signature.ts';
import type { Drawing, Drawn } from './draw.ts';
import { RenderFault } from './printable.ts';
import type { Printable } from './printable.ts';

/** How long one document may take before its thread is ended, ms, waiting for a thread included; a page takes a few hundredths of a second. */
const patience = 120_000;

/** A thread that has had nothing to do for so long gives its memory back, ms. */
const idle = 60_000;

type Of<K extends Drawn['kind']> = Extract<Drawn, { kind: K }>;

/** Draws documents in threads of their own, so that nothing else of the process waits for it. */
export interface DrawingPool {
  /** A PDF that waits to be signed. Throws RenderFault. */
  document: (printable: Printable, signature: Omit<SignatureInfo, 'place'>) => Promise<Of<'document'>>;
  preview: (printable: Printable) => Promise<Of<'preview'>>;
  close: () => Promise<void>;
}

/** Threads start when they are first needed; `threads` defaults to half of the cores. */
export function openDrawingPool(threads: number = Math.max(1, Math.floor(availableParallelism() / 2))): DrawingPool {
  const pool = new Piscina<Drawing, Drawn>({
    filename: new URL('./thread.mjs', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idle,
    concurrentTasksPerWorker: 1,
  });
  const draw = async <K extends Drawn['kind']>(drawing: Drawing & { kind: K }): Promise<Of<K>> => {
    const drawn = await pool.run(drawing, { signal: AbortSignal.timeout(patience) }).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'AbortError')
        throw new RenderFault('document-render', `not drawn within ${patience / 1000} s`);
      throw error;
    });
    if (drawn.kind === 'fault') throw new RenderFault(drawn.code, drawn.message);
    return drawn as Of<K>;
  };
  return {
    document: (printable, signature) => draw({ kind: 'document', printable, signature }),
    preview: (printable) => draw({ kind: 'preview', printable }),
    close: () => pool.destroy(),
  };
}
