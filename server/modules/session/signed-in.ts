import type { Level, StaffRole, Text } from '../../../schema/contracts/values.ts';
import type { Principal } from '../../../schema/rules/permissions.ts';

export interface HeldPost {
  role: StaffRole;
  organisationId: string;
  /** `/national/hunan/`: the organisation and all that lie above it. */
  path: string;
  organisationName: Text;
  level: Level;
  /** Empty: the organisation itself. */
  department: string;
}

/** The person behind a request, read with the session in one query. Fits the permission table's `Subject`. */
export interface SignedIn {
  id: string;
  name: string;
  kind: 'applicant' | 'staff';
  subjectKind: 'person' | 'legalPerson' | null;
  codeMasked: string | null;
  phone: string | null;
  posts: HeldPost[];
  /** 代理: whom they stand in for today. */
  standsFor: Principal[];
}

/** A session as a request carries it; `user` is null while a sign-in is under way. */
export interface RequestSession {
  tokenHash: string;
  csrfToken: string;
  user: SignedIn | null;
  data: SessionData;
  seenAt: Date;
}

export interface SessionData {
  /** A sign-in under way: what the callback is checked against. */
  signIn?: { state: string; nonce: string; verifier: string; returnTo: string };
  /** Handed back to the issuer when signing out. */
  idToken?: string;
}

/** The body somebody acts for in what another one handles: that one, where they hold a post in it, else the nearest of theirs above. */
export function bodyOf(user: SignedIn, organisationId: string, casePath: string): string {
  const bodies = user.posts.map((post) => post.organisationId);
  if (bodies.includes(organisationId) || bodies.length === 0) return organisationId;
  const onPath = user.posts.filter(({ path }) => casePath.startsWith(path)).toSorted((a, b) => b.path.length - a.path.length);
  return (onPath[0] ?? user.posts[0]!).organisationId;
}
