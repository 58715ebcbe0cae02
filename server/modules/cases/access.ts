import { permission, relationTo } from '../../../schema/rules/permissions.ts';
import type { ObjectOfAction, Relation } from '../../../schema/rules/permissions.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { Refusal } from '../../errors.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { findCase } from './repo.ts';
import type { FoundCase } from './repo.ts';

/** A case as the permission table sees it. */
export function objectOf({ row, path, tasks, informedIds, consultedIds }: FoundCase): ObjectOfAction & { involvedIds: string[] } {
  const people = tasks.flatMap(({ task }) => [task.assigneeId, task.holderId, task.closedBy, task.closedFor]);
  const involvedIds = people.filter((id) => id !== null);
  return { ownerId: row.applicantId, path, holderOrganisationId: row.holderOrganisationId, involvedIds, informedIds, consultedIds };
}

/**
 * A case that the person stands in a relation to. One that is not theirs to see is `case-not-found`, like one that is not
 * there; one they see but may not act on so is `not-allowed`.
 */
export async function requireCase(
  db: Database,
  user: SignedIn,
  caseNumber: string,
  action: Action = 'case.read',
  asObject: (found: FoundCase) => ObjectOfAction = objectOf,
): Promise<{ found: FoundCase; relation: Relation }> {
  const found = await findCase(db, caseNumber);
  const relation = found && relationTo(user, objectOf(found));
  if (!found || !relation) throw new Refusal('case-not-found');
  const permitted = permission(user, action, asObject(found));
  if (!permitted.allowed) throw new Refusal('not-allowed', { reason: permitted.reason });
  return { found, relation };
}
