import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { recordHistories } from './test-support/record-histories.ts';
import { changedTree, keepSteps, recordedLives, recordedSteps, replayAll } from './test-support/replay.ts';
import type { Replayed } from './test-support/replay.ts';

// RECORD_HISTORIES=1 lives them anew: only before a release, or together with a new engine version.
beforeAll(async () => {
  if (!process.env.RECORD_HISTORIES) return;
  await recordHistories(fileURLToPath(new URL('../workflows/histories/', import.meta.url)));
  await keepSteps();
}, 300_000);

/** The lives that no longer go as they went, with what is other. */
async function broken(replayed: Record<string, Replayed>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, { steps, error }] of Object.entries(replayed)) {
    const recorded = await recordedSteps(name);
    const other = steps.find((line, index) => line !== recorded[index]);
    if (other !== undefined) found[name] = `decides otherwise: ${other}`;
    else if (error) found[name] = error;
    else if (steps.length < recorded.length) found[name] = `ends before: ${recorded[steps.length]}`;
  }
  return found;
}

test('every recorded history still replays, each step deciding as it did: no running case would break', async () => {
  const replayed = await replayAll();
  expect((await recordedLives()).length).toBeGreaterThan(0);
  expect(Object.keys(replayed).toSorted()).toEqual((await recordedLives()).toSorted());
  expect(await broken(replayed)).toEqual({});
});

interface Change {
  what: string;
  file: string;
  edits: [from: string, to: string][];
  finds: RegExp;
}

/** Changes that would break running cases: one in what the shell asks of Temporal, one in what only the engine decides. */
const incompatible: Change[] = [
  {
    what: 'a timer before each record',
    file: 'workflows/shell/activities.ts',
    edits: [
      ['proxyLocalActivities }', 'proxyLocalActivities, sleep }'],
      ['return await local.record(step);', 'await sleep(1000); return await local.record(step);'],
    ],
    finds: /nondeterminism|TMPRL1100/i,
  },
  {
    what: 'an exclusive gateway that takes its first way, whatever its condition says',
    file: 'workflows/engine/behaviour/exclusive-gateway.ts',
    edits: [['chooseFlows(turn, token, node, true)', 'node.outgoing.slice(0, 1)']],
    finds: /decides otherwise/,
  },
];

test.for(incompatible)('the guard bites: $what turns it red', { timeout: 120_000 }, async ({ file, edits, finds }) => {
  const tree = await changedTree(file, edits);
  try {
    const found = Object.values(await broken(await replayAll(tree)));
    expect(found.join('\n')).toMatch(finds);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
});
