import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi } from '../test-support/api-home.ts';
import type { ApiHome } from '../test-support/api-home.ts';
import { everyItem } from '../../schema/documents/template.ts';
import { documentTemplates } from '../../schema/db/tables/index.ts';
import { seedDocuments } from '../../schema/db/seed/documents.ts';

let home: ApiHome;
beforeAll(async () => {
  home = await openApi();
});
afterAll(() => home.close());

const ofKind = (kind: 'grantDecision' | 'denialDecision') => and(eq(documentTemplates.kind, kind), eq(documentTemplates.itemId, everyItem));
const versions = (kind: 'grantDecision' | 'denialDecision') =>
  home.db
    .select({ version: documentTemplates.version, by: documentTemplates.publishedBy })
    .from(documentTemplates)
    .where(ofKind(kind))
    .orderBy(documentTemplates.version);

test('a newer template of the product follows on its older one, once; what somebody has published stays', async () => {
  for (const [kind, by] of [
    ['grantDecision', 'system'],
    ['denialDecision', 'designer'],
  ] as const) {
    const [first] = await home.db.select().from(documentTemplates).where(ofKind(kind));
    const other = { id: `${kind}..2`, version: 2, hash: 'another', publishedBy: by };
    await home.db.insert(documentTemplates).values({ ...first!, ...other });
  }
  for (let start = 0; start < 2; start++) await home.db.transaction(seedDocuments);
  expect(await versions('grantDecision')).toEqual([
    { version: 1, by: 'system' },
    { version: 2, by: 'system' },
    { version: 3, by: 'system' },
  ]);
  expect(await versions('denialDecision')).toEqual([
    { version: 1, by: 'system' },
    { version: 2, by: 'designer' },
  ]);
});
