import { scopedRoles } from '../../../schema/rules/permissions.ts';
import type { StaffRole } from '../../../schema/contracts/values.ts';
import type { SlowData } from '../reference.ts';
import type { SignedIn } from '../session/signed-in.ts';

/** Organisations whose cases a person may see, by posts of these roles; `all` when that is every one. */
export function visibleOrganisations(user: SignedIn, slow: SlowData, roles: readonly StaffRole[] = scopedRoles): string[] | 'all' {
  const tops = user.posts.filter((post) => roles.includes(post.role)).map((post) => post.path);
  const ids = [...slow.organisations.values()].filter(({ path }) => tops.some((top) => path.startsWith(top))).map(({ id }) => id);
  return ids.length === slow.organisations.size ? 'all' : ids;
}
