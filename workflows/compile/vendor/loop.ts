import type { MultiInstance } from '../../../schema/process/activity.ts';
import { attribute, extensionsOf, type XmlElement } from '../xml/element.ts';
import { parseText } from '../read/expression.ts';
import type { Reading } from '../read/reading.ts';
import { FAMILY, VENDORS } from './namespaces.ts';

/** A vendor's collection: `written` says that there is one, even where it could not be read. */
export type VendorLoop = Partial<MultiInstance> & { written?: boolean };

/** `collection` and `elementVariable` of Camunda 7 and its family, and the collections of Camunda 8. */
export function vendorLoop(reading: Reading, element: XmlElement): VendorLoop {
  const loop: VendorLoop = {};
  for (const { uri, local, value } of element.foreign) {
    if (!FAMILY.has(uri) || value.trim() === '') continue;
    if (local === 'collection') {
      loop.written = true;
      loop.collection = parseText(reading, element, /[$#]\{/.test(value) ? value : `\${${value}}`);
    }
    if (local === 'elementVariable') loop.item = value.trim();
  }
  const zeebe = extensionsOf(element).find((one) => one.uri === VENDORS.zeebe && one.local === 'loopCharacteristics');
  if (!zeebe) return loop;
  const read = (name: string) => {
    const text = attribute(zeebe, name);
    return text === undefined ? undefined : parseText(reading, element, text);
  };
  return {
    written: attribute(zeebe, 'inputCollection') !== undefined,
    collection: read('inputCollection'),
    item: attribute(zeebe, 'inputElement'),
    outputCollection: attribute(zeebe, 'outputCollection'),
    outputItem: read('outputElement'),
  };
}
