import { and, desc, eq } from 'drizzle-orm';
import { hashTemplate } from '../../documents/hash-template.ts';
import { loadAgencySettings, loadTemplates } from '../../documents/load-templates.ts';
import { everyItem } from '../../documents/template.ts';
import type { Transaction } from '../connect.ts';
import { documentAgencies, documentTemplates } from '../tables/index.ts';

/** From when the templates that the product comes with are in force: before any case. */
const always = new Date('2000-01-01T00:00:00+08:00');

/**
 * The sample agencies' settings, and the template of each kind that the product comes with. A newer one of the product follows on an older
 * one of the product; what somebody has published is left as it is.
 */
export async function seedDocuments(tx: Transaction): Promise<void> {
  await tx.insert(documentAgencies).values(loadAgencySettings()).onConflictDoNothing();
  for (const template of loadTemplates()) {
    const { kind } = template;
    const ofKind = and(eq(documentTemplates.kind, kind), eq(documentTemplates.itemId, everyItem));
    const [last] = await tx.select().from(documentTemplates).where(ofKind).orderBy(desc(documentTemplates.version)).limit(1);
    const hash = hashTemplate(template);
    if (last && (last.publishedBy !== 'system' || last.hash === hash)) continue;
    const version = (last?.version ?? 0) + 1;
    await tx.insert(documentTemplates).values({
      id: `${kind}.${everyItem}.${version}`,
      kind,
      itemId: everyItem,
      version,
      hash,
      content: template,
      note: last ? '随系统更新' : '初始版本',
      publishedBy: 'system',
      effectiveAt: last ? new Date() : always,
    });
  }
}
