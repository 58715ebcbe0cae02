/** What a run must come to; only what is named is compared. */
export interface Expected {
  status?: string;
  /** Entered one after the other, whatever stands between. */
  visits?: string[];
  never?: string[];
  /** How often an element is entered. */
  times?: Record<string, number>;
  path?: string[];
  /** Elements, in any order, each as often as it is listed. */
  ended?: string[];
  open?: string[];
  waiting?: string[];
  services?: string[];
  instances?: number;
  variables?: Record<string, unknown>;
  /** The code of an uncaught error. */
  failure?: string;
  /** The code of a step that is not possible. */
  error?: string;
}

/** One run of a file and what it must come to. */
export interface Trial {
  bpmn: string;
  scenario: object;
  expect: Expected;
}

/** What the scenario command answered with. */
export interface Answer {
  exit: 0 | 1 | 2;
  result: Result;
}

interface Result {
  refused?: { element: string | null; code: string; message: string }[];
  error?: { code: string; message: string };
  status?: string;
  path?: string[];
  ended?: string[];
  open?: { element: string }[];
  waiting?: { element: string }[];
  services?: string[];
  instances?: unknown[];
  variables?: Record<string, unknown>;
  failure?: { code: string };
  incidents?: { element: string; code: string; message: string }[];
}

/** What an answer has that is not as expected, in words; empty when all is. */
export function differences(answer: Answer, expected: Expected): string[] {
  const { result, exit } = answer;
  if (exit === 1) return [`refused: ${codesOf(answer).join(', ')}`];
  const found: string[] = [];
  const same = (name: string, is: unknown, should: unknown): void => {
    if (JSON.stringify(is) !== JSON.stringify(should)) found.push(`${name}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`);
  };
  const sorted = (list: string[] | undefined): string[] | undefined => list?.toSorted();
  const elements = (list: { element: string }[] | undefined): string[] | undefined => sorted(list?.map((one) => one.element));
  same('error', result.error?.code, expected.error);
  if (expected.status !== undefined) same('status', result.status, expected.status);
  if (expected.path) same('path', result.path, expected.path);
  if (expected.ended) same('ended', sorted(result.ended), sorted(expected.ended));
  if (expected.open) same('open', elements(result.open), sorted(expected.open));
  if (expected.waiting) same('waiting', elements(result.waiting), sorted(expected.waiting));
  if (expected.services) same('services', result.services, expected.services);
  if (expected.instances !== undefined) same('instances', result.instances?.length, expected.instances);
  if (expected.failure !== undefined) same('failure', result.failure?.code, expected.failure);
  for (const [name, value] of Object.entries(expected.variables ?? {})) same(name, result.variables?.[name], value);
  const path = result.path ?? [];
  if (!inOrder(path, expected.visits ?? [])) found.push(`path: ${path.join(' ')} without ${expected.visits?.join(' … ')}`);
  for (const [id, n] of Object.entries(expected.times ?? {})) same(`times ${id}`, path.filter((one) => one === id).length, n);
  for (const one of expected.never ?? []) if (path.includes(one)) found.push(`path: ${one} was entered`);
  return found;
}

/** The codes a file was refused with, each once. */
export function codesOf({ result }: Answer): string[] {
  return [...new Set((result.refused ?? []).map((one) => one.code))];
}

function inOrder(path: string[], visits: string[]): boolean {
  let at = 0;
  for (const one of path) if (one === visits[at]) at += 1;
  return at === visits.length;
}
