import type { Connection } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';

const item = defineSearchAttributeKey('ApprovalItem', 'KEYWORD');
const definition = defineSearchAttributeKey('ApprovalDefinition', 'KEYWORD');
const engine = defineSearchAttributeKey('ApprovalEngine', 'INT');

/** Temporal's IndexedValueType. */
const keyword = 2;
const int = 3;

/** What operators can look cases up by in Temporal; set once at start, since each later change would cost an event. */
export const searchAttributesOf = (known: { itemId: string; definitionId: string; engineVersion: number }): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: item, value: known.itemId },
    { key: definition, value: known.definitionId },
    { key: engine, value: known.engineVersion },
  ]);

/**
 * Makes the namespace know our search attributes. Gives false where that is not ours to do (a cluster whose operators
 * register them, the test server): cases then start without them.
 */
export async function prepareSearchAttributes(connection: Connection, namespace: string): Promise<boolean> {
  const wanted = { [item.name]: keyword, [definition.name]: keyword, [engine.name]: int };
  const known = async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return Object.keys(wanted).every((name) => customAttributes?.[name] !== undefined);
  };
  try {
    if (await known()) return true;
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: wanted });
    return await known();
  } catch {
    return false;
  }
}
