import type { z } from 'zod';
import type { Route } from '../../schema/contracts/route.ts';

export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

type Part<Name extends string, Schema extends z.ZodType> =
  unknown extends z.input<Schema>
    ? Record<never, never>
    : Record<never, never> extends z.input<Schema>
      ? { [K in Name]?: z.input<Schema> }
      : { [K in Name]: z.input<Schema> };

/** What a route wants from its caller: only the parts it declares; `query` may be left out when all of it is optional. */
export type RequestOf<R extends AnyRoute> =
  R extends Route<infer Params, infer Query, infer Body, z.ZodType>
    ? Part<'params', Params> & Part<'query', Query> & Part<'body', Body>
    : never;

/** What a route answers, parsed. */
export type ResponseOf<R extends AnyRoute> = z.output<R['response']>;

/** The loose form the transport works on. */
export interface LooseRequest {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}
