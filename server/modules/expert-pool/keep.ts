import { and, eq, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { z } from 'zod';
import type { expertPoolRoutes } from '../../../schema/contracts/expert-pool.ts';
import type { Transaction } from '../../../schema/db/connect.ts';
import { expertChanges, expertPool, experts, organisations, posts, users } from '../../../schema/db/tables/index.ts';
import type { ExpertFacts } from '../../../schema/db/tables/experts.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { findExpert } from './repo.ts';
import type { FoundExpert } from './repo.ts';

type Added = z.output<NonNullable<typeof expertPoolRoutes.add.body>>;
type Changed = z.output<NonNullable<typeof expertPoolRoutes.change.body>>;
type NewState = z.output<NonNullable<typeof expertPoolRoutes.setState.body>>;
type Kind = (typeof expertChanges.$inferSelect)['kind'];

interface Acting {
  user: SignedIn;
  now: Date;
}

/** Refuses with `not-allowed` a body whose experts are not the person's to keep. */
async function requireBody(tx: Transaction, user: SignedIn, organisationId: string): Promise<void> {
  const [body] = await tx.select({ path: organisations.path }).from(organisations).where(eq(organisations.id, organisationId));
  if (!body || !may(user, 'expert-pool.write', { path: body.path })) throw new Refusal('not-allowed');
}

/**
 * Takes somebody into the pool by the account they sign in with: staff who have one, or whoever will sign in with it first. Refuses with
 * `not-allowed`, `expert-known`, and `expert-login-taken` where the account is another's or an applicant's.
 */
export async function addExpert(tx: Transaction, { user, now }: Acting, asked: Added): Promise<FoundExpert> {
  const { login, name, organisationId, workplace, ties, reason } = asked;
  await requireBody(tx, user, organisationId);
  const id = await accountOf(tx, login, name);
  const [added] = await tx
    .insert(experts)
    .values({ userId: id, organisationId, workplace, ties, addedAt: now })
    .onConflictDoNothing()
    .returning({ id: experts.userId });
  if (!added) throw new Refusal('expert-known');
  await setFields(tx, id, asked.fields);
  await tx.insert(posts).values({ userId: id, role: 'expert', organisationId }).onConflictDoNothing();
  return note(tx, { user, now }, id, { kind: 'added', reason, before: null });
}

async function accountOf(tx: Transaction, login: string, name: string): Promise<string> {
  const id = nanoid();
  await tx.insert(users).values({ id, login, name, kind: 'staff' }).onConflictDoNothing();
  const [account] = await tx.select().from(users).where(eq(users.login, login));
  if (!account || account.kind !== 'staff' || account.name !== name) throw new Refusal('expert-login-taken');
  return account.id;
}

/** Changes what is kept of an expert. Refuses with `not-found`, `not-allowed` for a body that is not theirs to give, `stale-revision`. */
export async function changeExpert(tx: Transaction, acting: Acting, id: string, asked: Changed): Promise<FoundExpert> {
  const before = await lockExpert(tx, acting.user, id, asked.revision);
  const { organisationId, workplace, ties, reason } = asked;
  const { organisationId: formerly } = before.row;
  if (organisationId !== formerly) {
    await requireBody(tx, acting.user, organisationId);
    const theirs = and(eq(posts.userId, id), eq(posts.role, 'expert'), eq(posts.organisationId, formerly));
    await tx.delete(posts).where(theirs);
    await tx.insert(posts).values({ userId: id, role: 'expert', organisationId }).onConflictDoNothing();
  }
  await setFields(tx, id, asked.fields);
  await change(tx, id, { organisationId, workplace, ties });
  return note(tx, acting, id, { kind: 'changed', reason, before: factsOf(before) });
}

/**
 * Retires an expert, or takes them back; asked for what is so already it changes nothing. Their post stays: on the panels they were
 * drawn for they are still asked. Refuses with `not-found` and `stale-revision`.
 */
export async function setExpertState(tx: Transaction, acting: Acting, id: string, asked: NewState): Promise<FoundExpert> {
  const before = await lockExpert(tx, acting.user, id, asked.revision);
  if ((before.row.retiredAt !== null) === asked.retired) return before;
  await change(tx, id, { retiredAt: asked.retired ? acting.now : null });
  const kind = asked.retired ? 'retired' : 'restored';
  return note(tx, acting, id, { kind, reason: asked.reason, before: factsOf(before) });
}

/** The expert, kept from every other change and draw until the transaction ends. */
async function lockExpert(tx: Transaction, user: SignedIn, id: string, revision: number): Promise<FoundExpert> {
  await tx.select({ id: experts.userId }).from(experts).where(eq(experts.userId, id)).for('update');
  const found = await findExpert(tx, id);
  if (!found || !may(user, 'expert-pool.write', { path: found.path })) throw new Refusal('not-found');
  if (found.row.revision !== revision) throw new Refusal('stale-revision');
  return found;
}

const change = (tx: Transaction, id: string, columns: Partial<typeof experts.$inferInsert>) =>
  tx
    .update(experts)
    .set({ ...columns, revision: sql`${experts.revision} + 1` })
    .where(eq(experts.userId, id));

async function setFields(tx: Transaction, userId: string, fields: readonly ExpertFacts['fields'][number][]): Promise<void> {
  await tx.delete(expertPool).where(eq(expertPool.userId, userId));
  await tx.insert(expertPool).values([...new Set(fields)].map((field) => ({ userId, field })));
}

const factsOf = ({ row, fields }: FoundExpert): ExpertFacts => {
  const { organisationId, workplace, ties, retiredAt } = row;
  return { organisationId, fields, workplace, ties, retired: retiredAt !== null };
};

async function note(
  tx: Transaction,
  { user, now }: Acting,
  userId: string,
  told: { kind: Kind; reason: string; before: ExpertFacts | null },
): Promise<FoundExpert> {
  const after = (await findExpert(tx, userId))!;
  const { revision } = after.row;
  await tx.insert(expertChanges).values({ userId, revision, ...told, after: factsOf(after), byId: user.id, at: now });
  return after;
}
