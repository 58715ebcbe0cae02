import type { Worker } from 'node:worker_threads';
import { failure } from './answer.ts';
import { newWorker } from './start-worker.mjs';

/** A finished run: its exit code and its JSON. */
export interface Finished {
  exit: number;
  text: string;
}

/** What is to be run: two files, or a line of a list that names them. */
export type RunRequest = { bpmn: string; scenario: string } | { line: string };

/** Longer than a run stops itself after, and short of the 20 seconds in which an answer is due. */
const PATIENCE = 13_000;

/**
 * Runs scenarios in a thread of their own, so that no file can hang the command or take it down: a thread that does not
 * answer is ended, and the next run gets a new one.
 */
export class Runner {
  #worker: Worker | undefined;

  /** A thread may have been started early, while the rest is still loading. */
  constructor(worker?: Worker) {
    this.#worker = worker;
  }

  async run(request: RunRequest): Promise<Finished> {
    const worker = (this.#worker ??= newWorker());
    try {
      return await answerOf(worker, request);
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      const late = error instanceof Late;
      const answer = failure(late ? 'too-long' : 'internal', late ? 'The run does not come to an end.' : messageOf(error));
      return { exit: answer.exit, text: JSON.stringify(answer.result) };
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}

class Late extends Error {}

function answerOf(worker: Worker, request: RunRequest): Promise<Finished> {
  return new Promise<Finished>((resolve, reject) => {
    const onMessage = (finished: Finished): void => settle(() => resolve(finished));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (): void => settle(() => reject(new Error('The run broke off.')));
    const clock = setTimeout(() => settle(() => reject(new Late())), PATIENCE);
    const settle = (then: () => void): void => {
      clearTimeout(clock);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      then();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
