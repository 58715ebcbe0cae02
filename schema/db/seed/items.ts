import { and, eq } from 'drizzle-orm';
import { loadItems, loadOrganisations } from '../../catalog/load.ts';
import type { CatalogueItem } from '../../catalog/load.ts';
import type { Program } from '../../process/program.ts';
import { implementationCode } from '../../rules/codes/item-codes.ts';
import type { Transaction } from '../connect.ts';
import { definitions, items, offices } from '../tables/index.ts';

export type Compile = (bpmn: string) => Program;

const searchText = ({ guide }: CatalogueItem): string =>
  [guide.name.zh, guide.name.en, guide.basicCode, guide.result.name.zh, guide.result.name.en].join(' ').toLowerCase();

/** Items with their guides, forms and offices; the first definition of each is published when it has none yet. */
export async function seedItems(tx: Transaction, compile: Compile, engineVersion: number): Promise<void> {
  const { organisations } = loadOrganisations();
  for (const item of loadItems()) {
    const { guide, form } = item;
    const row = { id: guide.id, basicCode: guide.basicCode, guide, form, formVersion: form.version, searchText: searchText(item) };
    const { id: _, ...changes } = row;
    await tx.insert(items).values(row).onConflictDoUpdate({ target: items.id, set: changes });
    // What an authority begins by itself, each does for what it has issued.
    const bodies = organisations.filter((body) => body.level === guide.receivingLevel || guide.licence.startedBy === 'agency');
    await tx
      .insert(offices)
      .values(
        bodies.map((body) => ({
          itemId: guide.id,
          organisationId: body.id,
          implementationCode: implementationCode(body.creditCode, body.level, guide.basicCode),
        })),
      )
      .onConflictDoNothing();
    await publishFirst(tx, item, compile, engineVersion);
  }
}

async function publishFirst(tx: Transaction, { guide, bpmn }: CatalogueItem, compile: Compile, engineVersion: number): Promise<void> {
  const [present] = await tx
    .select({ id: definitions.id })
    .from(definitions)
    .where(and(eq(definitions.itemId, guide.id), eq(definitions.version, 1)));
  if (present) return;
  const program = compile(bpmn);
  await tx.insert(definitions).values({
    id: `${guide.id}.1`,
    itemId: guide.id,
    version: 1,
    hash: program.hash,
    bpmn,
    program,
    engineVersion,
    note: '初始版本',
    publishedBy: 'system',
    effectiveAt: new Date(`${guide.effectiveFrom}T00:00:00+08:00`),
  });
}
