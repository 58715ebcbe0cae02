import { useQuery } from '@tanstack/react-query';
import { routes } from '../../schema/contracts/index.ts';
import type { Session } from '../../schema/contracts/session.ts';
import type { ApiError } from './api-error.ts';
import { call, readSession } from './call.ts';
import { queryClient } from './query-client.ts';

/** Who is signed in. `data.user` is null for a visitor. */
export function useSession() {
  return useQuery<Session, ApiError>({ queryKey: [routes.session.get.path], queryFn: readSession, staleTime: 60_000 });
}

/** Sign-in leaves the page and comes back to `returnTo` (a path of this site). */
export const signInAddress = (returnTo: string): string => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`;

/** Ends the session here and at the issuer, and forgets all that was read with it. */
export async function signOut(): Promise<void> {
  const { redirect } = await call(routes.session.end, {});
  queryClient.clear();
  window.location.assign(redirect);
}
