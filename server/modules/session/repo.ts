import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { sessions, users } from '../../../schema/db/tables/index.ts';
import type { Principal } from '../../../schema/rules/permissions.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import type { HeldPost, RequestSession, SessionData, SignedIn } from './signed-in.ts';

/** A session with its person, their posts and whom they stand in for today, in one query; null when there is none or it has run out. */
export async function findSession(db: Database, tokenHash: string, now: Date, idleMs: number): Promise<RequestSession | null> {
  const heldPosts = sql<HeldPost[]>`coalesce((
    select json_agg(json_build_object('role', p.role, 'organisationId', p.organisation_id, 'department', p.department,
      'path', o.path, 'organisationName', o.name, 'level', o.level) order by p.organisation_id, p.role)
    from posts p join organisations o on o.id = p.organisation_id where p.user_id = ${users.id}), '[]'::json)`;
  const day = dayOf(now);
  const standsFor = sql<Principal[]>`coalesce((
    select json_agg(json_build_object('id', away.id, 'name', away.name, 'roles', a.roles, 'posts', coalesce((
      select json_agg(json_build_object('role', p.role, 'organisationId', p.organisation_id, 'department', p.department, 'path', o.path))
      from posts p join organisations o on o.id = p.organisation_id
      where p.user_id = away.id and (a.roles = '[]'::jsonb or a.roles ? p.role)), '[]'::json)) order by a.from_day, a.id)
    from absences a join users away on away.id = a.user_id
    where a.stand_in_id = ${users.id} and a.revoked_at is null and a.from_day <= ${day}::date and a.through_day >= ${day}::date), '[]'::json)`;
  const [found] = await db
    .select({ session: sessions, user: users, posts: heldPosts, standsFor })
    .from(sessions)
    .leftJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.tokenHash, tokenHash));
  if (!found || found.session.expiresAt <= now) return null;
  const { session, user, posts } = found;
  if (now.getTime() - session.seenAt.getTime() > idleMs) return null;
  return {
    tokenHash,
    csrfToken: session.csrfToken,
    data: session.data as SessionData,
    seenAt: session.seenAt,
    user: user ? signedIn(user, posts, found.standsFor) : null,
  };
}

const signedIn = (user: typeof users.$inferSelect, posts: HeldPost[], standsFor: Principal[]): SignedIn => ({
  id: user.id,
  name: user.name,
  kind: user.kind,
  subjectKind: user.subjectKind,
  codeMasked: user.codeMasked,
  phone: user.phone,
  posts,
  standsFor,
});

export interface NewSession {
  tokenHash: string;
  userId: string | null;
  csrfToken: string;
  data: SessionData;
  now: Date;
  expiresAt: Date;
}

/** Stores a session; the one it takes the place of (rotation at sign-in) goes in the same statement's transaction. */
export async function storeSession(db: Database, session: NewSession, replaces: string | null): Promise<void> {
  const { tokenHash, userId, csrfToken, now, expiresAt } = session;
  await db.transaction(async (tx) => {
    if (replaces) await tx.delete(sessions).where(eq(sessions.tokenHash, replaces));
    const data = { ...session.data } as Record<string, unknown>;
    await tx.insert(sessions).values({ tokenHash, userId, csrfToken, data, createdAt: now, seenAt: now, expiresAt });
  });
}

export async function touchSession(db: Database, tokenHash: string, now: Date): Promise<void> {
  await db.update(sessions).set({ seenAt: now }).where(eq(sessions.tokenHash, tokenHash));
}

export async function removeSession(db: Database, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

export async function removeExpiredSessions(db: Database, now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}

export interface Identity {
  issuer: string;
  subject: string;
  login: string;
  name: string;
  phone: string | null;
  email: string | null;
}

/**
 * The user of an identity: known by issuer and subject; else the seeded account of that login that nobody has signed in
 * to yet; else a new applicant. Two first sign-ins at once give one user.
 */
export async function userOfIdentity(db: Database, identity: Identity, newId: string): Promise<string> {
  const { issuer, subject, login, name, phone, email } = identity;
  const [known] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.issuer, issuer), eq(users.subject, subject)));
  if (known) return known.id;
  const [seeded] = await db
    .update(users)
    .set({ issuer, subject })
    .where(and(eq(users.login, login), isNull(users.issuer)))
    .returning({ id: users.id });
  if (seeded) return seeded.id;
  const values = { issuer, subject, name, kind: 'applicant' as const, phone, email };
  // A login that another issuer's person holds does not make two people one.
  const [taken] = await db.select({ id: users.id }).from(users).where(eq(users.login, login));
  const ownLogin = taken ? `${login}@${newId}` : login;
  const [created] = await db
    .insert(users)
    .values({ id: newId, login: ownLogin, ...values })
    .onConflictDoUpdate({ target: [users.issuer, users.subject], set: { name } })
    .returning({ id: users.id });
  return created!.id;
}
