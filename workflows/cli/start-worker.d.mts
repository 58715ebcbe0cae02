import type { Worker } from 'node:worker_threads';

/** Starts the thread that runs scenarios; see start-worker.mjs. */
export function newWorker(): Worker;
