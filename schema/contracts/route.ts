import type { z } from 'zod';
import type { Action } from '../rules/actions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One endpoint: the server registers it, the web calls it, OpenAPI describes it, the permission test tries every role against it.
 * `action` names the row of the permission table that guards it; `public` needs no sign-in.
 */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Fastify's notation: `/api/cases/:caseNumber`. */
  path: string;
  summary: string;
  action: Action | 'public';
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** The codes a caller can meet here, besides the general ones (see errors.ts). */
  errors?: readonly string[];
}

/** Declares a route and keeps its exact types. */
export const route = <Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Response extends z.ZodType>(
  definition: Route<Params, Query, Body, Response>,
): Route<Params, Query, Body, Response> => definition;
