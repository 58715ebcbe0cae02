import { z } from 'zod';
import { route } from './route.ts';
import { Level, StaffRole } from './values.ts';

export const StaffPost = z.object({
  role: StaffRole,
  organisationId: z.string(),
  organisationName: z.string(),
  level: Level,
  department: z.string().nullable(),
});

export const SessionUser = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['applicant', 'staff']),
  /** For applicants: what prefills a form; the number is masked. */
  subject: z
    .object({ kind: z.enum(['person', 'legalPerson']), name: z.string(), codeMasked: z.string(), phoneMasked: z.string().nullable() })
    .nullable(),
  posts: z.array(StaffPost),
});
export type SessionUser = z.infer<typeof SessionUser>;

export const Session = z.object({
  user: SessionUser.nullable(),
  /** Sent back as `x-csrf-token` with every write. */
  csrfToken: z.string(),
});
export type Session = z.infer<typeof Session>;

export const sessionRoutes = {
  get: route({ method: 'GET', path: '/api/session', summary: 'Who is signed in, and the CSRF token', action: 'public', response: Session }),
  /** Sign-in is a redirect: GET /auth/login?returnTo=/path → issuer → GET /auth/callback. */
  end: route({
    method: 'POST',
    path: '/auth/logout',
    summary: 'End the session',
    action: 'session.end',
    response: z.object({ redirect: z.string() }),
  }),
};
