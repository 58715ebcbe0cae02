import { eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { definitions } from '../../../schema/db/tables/index.ts';

/** The diagram of a published definition. Throws when there is none of that id. */
export async function bpmnOf(db: Database, definitionId: string): Promise<string> {
  const [found] = await db.select({ bpmn: definitions.bpmn }).from(definitions).where(eq(definitions.id, definitionId));
  if (!found) throw new Error(`no definition ${definitionId}`);
  return found.bpmn;
}
