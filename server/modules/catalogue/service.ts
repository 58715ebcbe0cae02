import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { ItemDetail, ItemSummary, Organisation } from '../../../schema/contracts/catalogue.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { Refusal } from '../../errors.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';
import { bpmnOf } from '../definitions/repo.ts';
import { allOrganisations, findItem, officesOf } from './repo.ts';

/** An item as lists show it. Facts that no source was read for are labelled as samples. */
export const summaryOf = (guide: ItemGuide): ItemSummary => ({
  id: guide.id,
  basicCode: guide.basicCode,
  name: guide.name,
  audience: guide.audience,
  handling: guide.handling,
  statutoryLimit: guide.statutoryLimit,
  promisedLimit: guide.promisedLimit,
  resultName: guide.result.name,
  decidingLevel: guide.decidingLevel,
  sample: guide.provenance !== 'V',
});

/** The guide, form and offices of an item. Refuses with `not-found`. */
export async function itemDetail(db: Database, itemId: string, now: Date): Promise<ItemDetail> {
  const item = await findItem(db, itemId);
  if (!item) throw new Refusal('not-found');
  const [offices, definition] = await Promise.all([officesOf(db, itemId), definitionInForce(db, itemId, now)]);
  return {
    summary: summaryOf(item.guide),
    guide: item.guide,
    form: item.form,
    offices: offices.map(({ office, organisation }) => ({
      organisationId: organisation.id,
      name: organisation.name,
      level: organisation.level,
      implementationCode: office.implementationCode,
    })),
    definitionVersion: definition.version,
  };
}

/** The diagram that a case submitted now would run on. Refuses with `not-found`. */
export async function itemProcess(db: Database, itemId: string, now: Date): Promise<{ version: number; bpmn: string }> {
  if (!(await findItem(db, itemId))) throw new Refusal('not-found');
  const { id, version } = await definitionInForce(db, itemId, now);
  return { version, bpmn: await bpmnOf(db, id) };
}

export async function organisationTree(db: Database): Promise<Organisation[]> {
  const rows = await allOrganisations(db);
  return rows.map(({ id, parentId, level, name, creditCode, regionCode }) => ({ id, parentId, level, name, creditCode, regionCode }));
}
