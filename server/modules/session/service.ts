import { nanoid } from 'nanoid';
import type { Session } from '../../../schema/contracts/session.ts';
import { maskPhone } from '../../../schema/rules/codes/masks.ts';
import type { z } from 'zod';
import { inLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import type { Services } from '../../services.ts';
import type { Issuer } from './issuer.ts';
import { absoluteMs, signInMs } from './lifetime.ts';
import { storeSession, userOfIdentity } from './repo.ts';
import type { RequestSession } from './signed-in.ts';
import { hashToken, newToken } from './tokens.ts';

type SessionView = z.infer<typeof Session>;

/** Who is signed in, as the pages show it. */
export function sessionView(session: RequestSession | null, language: Language): SessionView {
  const user = session?.user;
  if (!user) return { user: null, csrfToken: session?.csrfToken ?? '' };
  const { id, name, kind, subjectKind, codeMasked, phone } = user;
  const subject =
    kind === 'applicant'
      ? { kind: subjectKind ?? ('person' as const), name, codeMasked: codeMasked ?? '', phoneMasked: phone ? maskPhone(phone) : null }
      : null;
  const posts = user.posts.map(({ role, organisationId, organisationName, level, department }) => ({
    role,
    organisationId,
    organisationName: inLanguage(organisationName, language),
    level,
    department: department || null,
  }));
  return { user: { id, name, kind, subject, posts }, csrfToken: session.csrfToken };
}

/** Only a path of our own is gone back to after sign-in, never another site's address. */
export const safeReturn = (asked: string | undefined): string =>
  asked && /^\/(?![/\\])[\x21-\x7e]*$/.test(asked) && !asked.startsWith('/auth/') ? asked : '/';

/** Begins a sign-in: gives the cookie's token and the issuer's address. */
export async function beginSignIn(
  { database, now }: Services,
  issuer: Issuer,
  asked: { returnTo: string | undefined; loginHint: string | undefined; replaces: string | null },
): Promise<{ token: string; address: string }> {
  const { address, state, nonce, verifier } = await issuer.begin(asked.loginHint);
  const token = newToken();
  const at = now();
  await storeSession(
    database.db,
    {
      tokenHash: hashToken(token),
      userId: null,
      csrfToken: newToken(),
      data: { signIn: { state, nonce, verifier, returnTo: safeReturn(asked.returnTo) } },
      now: at,
      expiresAt: new Date(at.getTime() + signInMs),
    },
    asked.replaces,
  );
  return { token, address };
}

/** Ends a sign-in: a new session under a new token (against fixation) in the place of the one that began it. */
export async function finishSignIn(
  { database, now }: Services,
  issuer: Issuer,
  session: RequestSession,
  query: string,
): Promise<{ token: string; returnTo: string; userId: string }> {
  const begun = session.data.signIn;
  if (!begun) throw new Error('no sign-in is under way');
  const { identity, idToken } = await issuer.finish(query, begun);
  const userId = await userOfIdentity(database.db, identity, nanoid());
  const token = newToken();
  const at = now();
  await storeSession(
    database.db,
    {
      tokenHash: hashToken(token),
      userId,
      csrfToken: newToken(),
      data: idToken ? { idToken } : {},
      now: at,
      expiresAt: new Date(at.getTime() + absoluteMs),
    },
    session.tokenHash,
  );
  return { token, returnTo: begun.returnTo, userId };
}
