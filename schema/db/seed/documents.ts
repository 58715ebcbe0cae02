import { and, eq } from 'drizzle-orm';
import { hashTemplate } from '../../documents/hash-template.ts';
import { loadAgencySettings, loadTemplates } from '../../documents/load-templates.ts';
import { everyItem } from '../../documents/template.ts';
import type { Transaction } from '../connect.ts';
import { documentAgencies, documentTemplates } from '../tables/index.ts';

/** From when the templates that the product comes with are in force: before any case. */
const always = new Date('2000-01-01T00:00:00+08:00');

/** The sample agencies' settings, and the first template of each kind; what is there already is left as it is. */
export async function seedDocuments(tx: Transaction): Promise<void> {
  await tx.insert(documentAgencies).values(loadAgencySettings()).onConflictDoNothing();
  for (const template of loadTemplates()) {
    const { kind } = template;
    const ofKind = and(eq(documentTemplates.kind, kind), eq(documentTemplates.itemId, everyItem));
    const [present] = await tx.select({ id: documentTemplates.id }).from(documentTemplates).where(ofKind).limit(1);
    if (present) continue;
    await tx.insert(documentTemplates).values({
      id: `${kind}.${everyItem}.1`,
      kind,
      itemId: everyItem,
      version: 1,
      hash: hashTemplate(template),
      content: template,
      note: '初始版本',
      publishedBy: 'system',
      effectiveAt: always,
    });
  }
}
