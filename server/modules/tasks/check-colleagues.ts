import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { posts, users } from '../../../schema/db/tables/index.ts';
import { Refusal } from '../../errors.ts';
import type { OperationName } from './offers.ts';

/** Operations that put the task into other hands: those must be of the organisation that handles it. */
const handing = new Set<OperationName>(['transfer', 'delegate', 'addSigner']);

/**
 * Whoever an operation names is staff, and of the task's own organisation where the task passes to them: one that nobody
 * could open again would be lost. Refuses with `operation-refused` (`unknown-colleague`), naming them.
 */
export async function checkColleagues(
  db: Database,
  organisationId: string,
  { operation, to, users: named }: { operation: OperationName; to?: string | undefined; users?: string[] | undefined },
): Promise<void> {
  const ids = [...new Set([...(named ?? []), ...(to !== undefined && operation !== 'return' ? [to] : [])])];
  if (ids.length === 0 || operation === 'removeSigner') return;
  const known = await db
    .selectDistinct({ id: users.id })
    .from(users)
    .innerJoin(posts, eq(posts.userId, users.id))
    .where(and(inArray(users.id, ids), handing.has(operation) ? eq(posts.organisationId, organisationId) : undefined));
  const unknown = ids.filter((id) => !known.some((one) => one.id === id));
  if (unknown.length > 0) throw new Refusal('operation-refused', { reason: 'unknown-colleague', users: unknown });
}
