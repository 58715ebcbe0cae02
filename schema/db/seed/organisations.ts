import { sql } from 'drizzle-orm';
import { loadOrganisations, loadPeople } from '../../catalog/load.ts';
import type { Organisations, People } from '../../catalog/people.ts';
import { maskId } from '../../rules/codes/masks.ts';
import type { Transaction } from '../connect.ts';
import { departments, expertPool, experts, organisations, posts, users } from '../tables/index.ts';

type Organisation = Organisations['organisations'][number];

/** `/national/hunan/changsha/`: the ids from the top, so that "this one and all below" is one prefix. */
function pathOf(organisation: Organisation, byId: Map<string, Organisation>): string {
  const parent = organisation.parentId ? byId.get(organisation.parentId) : undefined;
  return `${parent ? pathOf(parent, byId) : '/'}${organisation.id}/`;
}

export async function seedOrganisations(tx: Transaction): Promise<void> {
  const rows = loadOrganisations().organisations;
  const byId = new Map(rows.map((row) => [row.id, row]));
  await tx
    .insert(organisations)
    .values(rows.map(({ departments: _, ...row }) => ({ ...row, path: pathOf(byId.get(row.id)!, byId) })))
    .onConflictDoUpdate({
      target: organisations.id,
      set: { name: sql`excluded.name`, path: sql`excluded.path`, parentId: sql`excluded.parent_id` },
    });
  await tx
    .insert(departments)
    .values(rows.flatMap((row) => row.departments.map((department) => ({ organisationId: row.id, ...department }))))
    .onConflictDoNothing();
}

/** Demo people. Not for a deployment with an issuer of its own: there nobody exists before signing in. */
export async function seedPeople(tx: Transaction): Promise<void> {
  const { staff, applicants } = loadPeople();
  await tx
    .insert(users)
    .values([
      ...staff.map(({ login, name }) => ({ id: login, login, name, kind: 'staff' as const })),
      ...applicants.map((one) => ({ id: one.login, kind: 'applicant' as const, codeMasked: maskId(one.code), ...one })),
    ])
    .onConflictDoNothing();
  // The pool is kept by people from the first start on: who is in it is left as they have it.
  const isNew = await seedExperts(tx, staff);
  const postsOf = ({ login, posts: held }: Staff) => held.filter(({ role }) => role !== 'expert' || isNew.has(login));
  await tx
    .insert(posts)
    .values(staff.flatMap((one) => postsOf(one).map((post) => ({ userId: one.login, ...post }))))
    .onConflictDoNothing();
}

type Staff = People['staff'][number];

/** Puts the sample experts into the pool who are not in it yet; gives which those were. */
async function seedExperts(tx: Transaction, staff: readonly Staff[]): Promise<Set<string>> {
  const sample = staff.flatMap(({ login, expertIn, posts: held }) => {
    const post = held.find(({ role }) => role === 'expert');
    return post ? [{ login, expertIn, organisationId: post.organisationId }] : [];
  });
  const addedAt = new Date();
  const added = await tx
    .insert(experts)
    .values(sample.map(({ login, organisationId }) => ({ userId: login, organisationId, addedAt })))
    .onConflictDoNothing()
    .returning({ id: experts.userId });
  const isNew = new Set(added.map(({ id }) => id));
  const fields = sample.flatMap(({ login, expertIn }) => (isNew.has(login) ? expertIn.map((field) => ({ userId: login, field })) : []));
  if (fields.length > 0) await tx.insert(expertPool).values(fields).onConflictDoNothing();
  return isNew;
}
