import type { ItemGuide } from '../../schema/catalog/item.ts';
import { sampleFields } from '../../schema/documents/fill-template.ts';
import type { DocumentKindId } from '../../schema/documents/kind-ids.ts';

/** The sample of a kind, as it would be for one item. */
export function fieldsFor(kind: DocumentKindId, guide: ItemGuide, agency: string): Record<string, unknown> {
  const { deemedBy: _, ...sample } = sampleFields(kind);
  const basis = guide.legalBasis.map(({ law, article }) => `《${law.zh}》${article}`).join('、');
  const own = { itemName: guide.name.zh, agency, basis, licenceName: guide.result.name.zh, contact: guide.consultation.zh };
  return { ...sample, ...Object.fromEntries(Object.entries(own).filter(([name]) => name in sample)) };
}
