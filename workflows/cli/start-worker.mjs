import { Worker } from 'node:worker_threads';

/**
 * Starts the thread that runs scenarios. Deep nesting needs stack and large files need heap: neither may touch the process
 * around it, and neither may what a run prints.
 *
 * @returns {Worker}
 */
export function newWorker() {
  return new Worker(new URL('./scenario-worker.mjs', import.meta.url), {
    resourceLimits: { stackSizeMb: 32, maxOldGenerationSizeMb: 4096 },
    stdout: true,
  });
}
