import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { recordHistories } from './test-support/record-histories.ts';
import { workflowBundle } from './workflow-bundle.ts';

const folder = fileURLToPath(new URL('../workflows/histories/', import.meta.url));

// RECORD_HISTORIES=1 lives them anew: only before a release, or together with a new engine version.
beforeAll(() => (process.env.RECORD_HISTORIES ? recordHistories(folder) : undefined));

test('every recorded history still replays: no running case would break', async () => {
  const bundle = await workflowBundle(
    path.join(tmpdir(), 'approval-test'),
    fileURLToPath(new URL('../workflows/case.ts', import.meta.url)),
  );
  const names = (await readdir(folder)).filter((name) => name.endsWith('.binpb'));
  expect(names.length).toBeGreaterThan(0);
  const histories = await Promise.all(
    names.map(async (name) => ({
      workflowId: name,
      history: temporal.api.history.v1.History.decode(await readFile(path.join(folder, name))),
    })),
  );
  const failures: Record<string, string> = {};
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, histories))
    if (error) failures[workflowId] = error.message;
  expect(failures).toEqual({});
});
