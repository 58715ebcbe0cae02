import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import type { Draft } from '../../../schema/contracts/drafts.ts';
import type { Answers } from '../../../schema/forms/form.ts';
import { DraftKeeper, type LocalCopy } from './draft-keeper.ts';

const draft = (revision: number, answers: Answers): Draft => ({
  id: 'd1',
  itemId: 'retail',
  itemName: { zh: '零售', en: 'Retail' },
  organisationId: 'o1',
  organisationName: { zh: '局', en: 'Bureau' },
  answers,
  files: [],
  revision,
  formVersion: 1,
  definitionVersion: 1,
  changed: false,
  updatedAt: '2026-11-24T09:00:00+08:00',
  expiresAt: '2026-12-24T09:00:00+08:00',
  submittedAs: null,
  subjectLicence: null,
});

/** A server of one draft, and a device. */
function setUp(start: Draft, copy: LocalCopy | null = null) {
  const server = { draft: start, down: false, saves: 0 };
  const device: { copy: LocalCopy | null } = { copy };
  const keeper = new DraftKeeper(start, copy, {
    save: async (revision, answers) => {
      if (server.down) throw new ApiError('offline', 0);
      if (revision !== server.draft.revision) throw new ApiError('stale-revision', 412);
      server.saves++;
      server.draft = draft(revision + 1, answers);
      return server.draft;
    },
    read: async () => server.draft,
    keep: (next) => {
      device.copy = next;
    },
    onSaved: () => undefined,
  });
  return { server, device, keeper };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('many keystrokes are one save, and the device forgets its copy afterwards', async () => {
  const { server, device, keeper } = setUp(draft(1, {}));
  for (const name of ['云', '云南', '云南书店']) keeper.change('name', name);
  expect(device.copy?.answers).toEqual({ name: '云南书店' });
  await vi.runAllTimersAsync();
  expect(server.saves).toBe(1);
  expect(server.draft.answers).toEqual({ name: '云南书店' });
  expect(device.copy).toBeNull();
  expect(keeper.current().save.kind).toBe('saved');
});

test('leaving several fields quickly saves one after the other and loses nothing', async () => {
  const { server, keeper } = setUp(draft(1, {}));
  const flushes = ['a', 'b', 'c', 'd'].map((name) => {
    keeper.change(name, name);
    return keeper.flush();
  });
  expect(await Promise.all(flushes)).toEqual([true, true, true, true]);
  await vi.runAllTimersAsync();
  expect(server.draft.answers).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' });
  expect(server.saves).toBe(2);
});

test('offline: kept on the device, saved when the network is back', async () => {
  const { server, device, keeper } = setUp(draft(1, {}));
  server.down = true;
  keeper.change('name', '书店');
  expect(await keeper.flush()).toBe(false);
  expect(keeper.current().save).toMatchObject({ kind: 'failed', error: { code: 'offline' } });
  expect(device.copy?.answers).toEqual({ name: '书店' });
  server.down = false;
  await vi.runAllTimersAsync();
  expect(server.draft.answers).toEqual({ name: '书店' });
});

test('what the device kept from last time is saved upon the unchanged draft', async () => {
  const { server } = setUp(draft(3, { name: '旧' }), { answers: { name: '新' }, base: { name: '旧' }, revision: 3 });
  await vi.runAllTimersAsync();
  expect(server.draft.answers).toEqual({ name: '新' });
});

test('a revision moved by something else than answers is no conflict', async () => {
  const { server, keeper } = setUp(draft(1, { name: '旧' }));
  server.draft = draft(5, { name: '旧' });
  keeper.change('name', '新');
  await vi.runAllTimersAsync();
  expect(server.draft).toMatchObject({ revision: 6, answers: { name: '新' } });
});

test('answers changed on another device ask a person; mine', async () => {
  const { server, keeper } = setUp(draft(1, {}));
  server.draft = draft(2, { name: '别处' });
  keeper.change('name', '这里');
  await vi.runAllTimersAsync();
  expect(keeper.current()).toMatchObject({ answers: { name: '这里' }, save: { kind: 'conflict', theirs: { revision: 2 } } });
  keeper.change('name', '这里又改');
  await vi.runAllTimersAsync();
  expect(server.draft.answers).toEqual({ name: '别处' });
  keeper.resolve('mine');
  await vi.runAllTimersAsync();
  expect(server.draft).toMatchObject({ revision: 3, answers: { name: '这里又改' } });
});

test('answers changed on another device; theirs', async () => {
  const { server, device, keeper } = setUp(draft(2, { name: '别处' }), { answers: { name: '这里' }, base: {}, revision: 1 });
  expect(keeper.current().save.kind).toBe('conflict');
  keeper.resolve('theirs');
  await vi.runAllTimersAsync();
  expect(keeper.current().answers).toEqual({ name: '别处' });
  expect(device.copy).toBeNull();
  expect(server.saves).toBe(0);
});

test('an expired draft is not tried again and keeps what was typed', async () => {
  const { keeper, device } = setUp(draft(1, {}));
  const save = vi.spyOn(keeper['ports'], 'save').mockRejectedValue(new ApiError('draft-expired', 410));
  keeper.change('name', '书店');
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenCalledTimes(1);
  expect(keeper.current()).toMatchObject({ answers: { name: '书店' }, save: { kind: 'failed', error: { code: 'draft-expired' } } });
  expect(device.copy?.answers).toEqual({ name: '书店' });
});
