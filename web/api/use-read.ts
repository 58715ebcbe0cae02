import { useInfiniteQuery, useQuery, type QueryKey } from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';
import { call } from './call.ts';
import type { AnyRoute, LooseRequest, RequestOf, ResponseOf } from './request-of.ts';

/** The cache key of a read: its path first, so that a write can invalidate all reads of one kind. */
export const readKey = (route: AnyRoute, request: LooseRequest = {}): QueryKey => [
  route.path,
  request.params ?? null,
  request.query ?? null,
];

interface ReadOptions<Data> {
  enabled?: boolean;
  /** Milliseconds. */
  refetchInterval?: number | false;
  /** Milliseconds. */
  staleTime?: number;
  /** Keeps the former answer on screen while the next one loads (paging, filters). */
  placeholderData?: (former: Data | undefined) => Data | undefined;
}

/** Reads one endpoint: `useRead(routes.cases.get, { params: { caseNumber } })`. */
export function useRead<R extends AnyRoute>(route: R, request: RequestOf<R>, options: ReadOptions<ResponseOf<R>> = {}) {
  const { placeholderData, ...rest } = options;
  return useQuery<ResponseOf<R>, ApiError>({
    queryKey: readKey(route, request),
    queryFn: ({ signal }) => call(route, request, { signal }),
    ...rest,
    ...(placeholderData ? { placeholderData: placeholderData as never } : {}),
  });
}

interface Page<Row> {
  rows: Row[];
  next: string | null;
}
type RowOf<R extends AnyRoute> = ResponseOf<R> extends Page<infer Row> ? Row : never;

/** Reads a list page by page; `rows` is all that is loaded, `fetchNextPage` loads more while `hasNextPage`. */
export function useReadPages<R extends AnyRoute>(
  route: R,
  request: RequestOf<R>,
  options: Pick<ReadOptions<never>, 'enabled' | 'refetchInterval'> = {},
) {
  const loose: LooseRequest = request;
  const result = useInfiniteQuery<Page<RowOf<R>>, ApiError>({
    queryKey: [...readKey(route, loose), 'pages'],
    initialPageParam: undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...(loose.query as object | undefined), ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return (await call(route, { ...request, query } as RequestOf<R>, { signal })) as Page<RowOf<R>>;
    },
    getNextPageParam: (last) => last.next ?? undefined,
    ...options,
  });
  return { ...result, rows: result.data?.pages.flatMap((page) => page.rows) ?? [] };
}
