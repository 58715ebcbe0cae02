import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';

/** The page of a template; `itemId` is empty for the one of all items. */
export const templateAddress = (kind: DocumentKindId, itemId = ''): string =>
  `/designer/documents/${kind}${itemId === '' ? '' : `?item=${encodeURIComponent(itemId)}`}`;
