import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { type Answer, failure } from './answer.ts';
import { runFiles } from './run-files.ts';
import type { RunRequest } from './runner.ts';

const entrySchema = z.object({ bpmn: z.string(), scenario: z.string() });

/** One run after another, asked for by messages; see runner.ts. */
parentPort?.on('message', (request: RunRequest) => {
  const { exit, result } = answer(request);
  parentPort?.postMessage({ exit, text: JSON.stringify(result) });
});

function answer(request: RunRequest): Answer {
  const entry = 'line' in request ? readLine(request.line) : request;
  if (!entry) return failure('invalid-entry', 'A line of the list is {"bpmn": path, "scenario": path}.');
  return runFiles(entry.bpmn, entry.scenario);
}

function readLine(line: string): z.infer<typeof entrySchema> | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
