import { cp, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import type { InjectedSinks } from '@temporalio/worker';
import { bundleWorkflows } from '../workflow-bundle.ts';
import type { StepSinks } from './told-steps.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = path.join(root, 'workflows/histories');

/** What a replay of one recorded life came to: what each step decided, and why it did not replay, if so. */
export interface Replayed {
  steps: string[];
  error: string | null;
}

/** The recorded lives by name. */
export async function recordedLives(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.binpb')).map((name) => path.basename(name, '.binpb'));
}

/** What the steps of a life decided when it was recorded. */
export async function recordedSteps(name: string): Promise<string[]> {
  return JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')) as string[];
}

/** Replays every recorded life with the workflows of a source tree. */
export async function replayAll(tree = root): Promise<Record<string, Replayed>> {
  const bundle = await bundleWorkflows(path.join(tree, 'workflows/case.ts'), [path.join(tree, 'activities/test-support/told-steps.ts')]);
  const replayed: Record<string, Replayed> = {};
  const sinks: InjectedSinks<StepSinks> = {
    steps: { told: { fn: ({ workflowId }, line) => void replayed[workflowId]!.steps.push(line), callDuringReplay: true } },
  };
  const histories = await Promise.all(
    (await recordedLives()).map(async (name) => {
      replayed[name] = { steps: [], error: null };
      return { workflowId: name, history: temporal.api.history.v1.History.decode(await readFile(path.join(folder, `${name}.binpb`))) };
    }),
  );
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle, sinks }, histories))
    if (error) replayed[workflowId]!.error = error.message;
  return replayed;
}

/** Writes down what the steps of each recorded life decide, beside its history. */
export async function keepSteps(): Promise<void> {
  for (const [name, { steps }] of Object.entries(await replayAll()))
    await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(steps, null, 2)}\n`);
}

/** A copy of the source tree in which one file says something else. */
export async function changedTree(file: string, edits: [from: string, to: string][]): Promise<string> {
  const tree = await mkdtemp(path.join(tmpdir(), 'approval-changed-'));
  for (const part of ['workflows', 'schema', 'activities', 'package.json', 'tsconfig.json'])
    await cp(path.join(root, part), path.join(tree, part), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  let text = await readFile(path.join(tree, file), 'utf8');
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`);
    text = text.replace(from, to);
  }
  await writeFile(path.join(tree, file), text);
  return tree;
}
