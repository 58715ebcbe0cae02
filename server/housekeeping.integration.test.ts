import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drafts, files, idempotencyKeys, sessions } from '../schema/db/tables/index.ts';
import { cleanUp } from './housekeeping.ts';
import { openApi } from './test-support/api-home.ts';
import type { ApiHome } from './test-support/api-home.ts';
import { samplePdf } from './test-support/sample.ts';
import { fileOf, upload } from './test-support/upload.ts';

let home: ApiHome;
beforeAll(async () => {
  home = await openApi();
});
afterAll(() => home.close());

const day = 24 * 60 * 60_000;
const contentsOf = async () => {
  const names = await readdir(path.join(home.env.DATA_DIR, 'files'), { recursive: true });
  return names.map((name) => path.basename(name)).filter((name) => name.length === 64);
};
async function putBytes(hash: string, at: Date): Promise<void> {
  const folder = path.join(home.env.DATA_DIR, 'files', hash.slice(0, 2), hash.slice(2, 4));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, hash), 'x');
  await utimes(path.join(folder, hash), at, at);
}

test('what has had its time goes; what is in use, or has just come, stays', async () => {
  const shop = await home.as('bookshop');
  const begin = async () =>
    (await shop.post('/api/drafts', { itemId: 'publication-retail', organisationId: 'yuelu' })).json<{ id: string }>().id;
  const item = (await shop.get('/api/items/publication-retail')).json<{ guide: { materials: { code: string }[] } }>();
  const materialCode = item.guide.materials[0]!.code;
  const [kept, lately, long] = [await begin(), await begin(), await begin()];
  const used = fileOf(await upload(shop, { target: `draft:${kept}`, materialCode, filename: 'a.pdf', bytes: samplePdf('kept') }));
  const gone = fileOf(await upload(shop, { target: `draft:${long}`, materialCode, filename: 'a.pdf', bytes: samplePdf('gone') }));
  const later = new Date(Date.now() + 2 * day);
  await home.db
    .update(drafts)
    .set({ expiresAt: new Date(later.getTime() - day) })
    .where(eq(drafts.id, lately));
  await home.db
    .update(drafts)
    .set({ expiresAt: new Date(later.getTime() - 31 * day) })
    .where(eq(drafts.id, long));
  const fresh = 'f'.repeat(64);
  await putBytes(fresh, new Date(later.getTime() - 60_000));
  await home.as('company');

  await cleanUp({ ...home.services, now: () => later }, async () => undefined);

  const left = await home.db.select({ id: drafts.id }).from(drafts);
  expect(left.map((row) => row.id).toSorted()).toEqual([kept, lately].toSorted());
  expect(await home.db.select().from(files).where(eq(files.id, gone.id))).toEqual([]);
  expect((await contentsOf()).toSorted()).toEqual([used.sha256, fresh].toSorted());
  expect(await home.db.$count(sessions)).toBe(0);
  expect(await home.db.$count(idempotencyKeys)).toBe(0);
});
