import type { AnyRoute, LooseRequest } from './request-of.ts';

type Scalar = string | number | boolean | null | undefined;

const asRecord = (value: unknown): Record<string, Scalar> =>
  typeof value === 'object' && value !== null ? ({ ...value } as Record<string, Scalar>) : {};

/** Fills `/api/cases/:caseNumber` from `params` and appends what is set of `query`. */
export function addressOf(route: AnyRoute, request: LooseRequest): string {
  const params = asRecord(request.params);
  const path = route.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asRecord(request.query))) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}
